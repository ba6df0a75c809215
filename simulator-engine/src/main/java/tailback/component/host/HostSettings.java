package tailback.component.host;

import tailback.program.Bytes;
import tailback.program.Describe;

/** A machine, or a pod with its share of one. */
public record HostSettings(
    @Describe(value = "cores; a fraction is a CPU quota", absent = "1") double cpus,
    @Describe("memory") Bytes memory) {}
