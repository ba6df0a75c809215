package tailback.component.host;

import tailback.queueing.ProcessorSharing;

/**
 * A machine that a part runs on: its cores, shared by everything on it. A part without a host has
 * one of its own with cores without end, so it never waits for a CPU.
 *
 * @param name under which its resources are reported, such as {@code app} in {@code app.cpu}
 * @param cpu its cores
 * @param running the place of a request that runs on a core
 * @param waiting the place of a request that is runnable while no core is free
 */
public record Host(String name, ProcessorSharing cpu, int running, int waiting) {}
