package tailback.component.host;

import java.time.Duration;
import tailback.component.host.Instance.CpuCredits;
import tailback.program.Bytes;
import tailback.program.Describe;

/** A machine, or a container with its share of one. */
public record HostSettings(
    @Describe(
            "cores, 1 when absent; a fraction is a container's quota: 0.5 runs for half of each period")
        Double cpus,
    @Describe("memory") Bytes memory,
    @Describe("a size that one can rent, such as m6i.xlarge, with its vCPUs, memory and price")
        Instance instance,
    @Describe(value = "whether the cpus are hyperthreads, two to a core", absent = "false")
        boolean hyperthreads,
    @Describe(
            value = "the speed of a hyperthread while its sibling is busy, 100% being a whole core",
            absent = "60%")
        double siblingSpeed,
    @Describe("the CPU quota of its container in cores (cgroup cpu.max); none when absent")
        Double quota,
    @Describe(value = "the period in which the quota may be used", absent = "100ms")
        Duration quotaPeriod,
    @Describe("CPU credits at the start, where its size earns any; those of a new one when absent")
        Double credits,
    @Describe("what happens when they are spent; what AWS does by itself when absent")
        CpuCredits cpuCredits,
    @Describe(
            value =
                "what is left of its cores' speed: a noisy neighbour, or a fault of the timeline",
            absent = "100%")
        double speed) {

  /**
   * Completes what the file leaves to the size of the machine.
   *
   * @throws IllegalArgumentException when keys contradict each other
   */
  public HostSettings {
    if (instance != null) {
      if (cpus != null || memory != null) {
        throw new IllegalArgumentException(
            "instance " + instance.name() + " says how many cpus and how much memory it has");
      }
      cpus = (double) instance.vcpus();
      memory = instance.memory();
      hyperthreads |= instance.threadsPerCore() == 2;
    }
    if ((credits != null || cpuCredits != null) && instance == null) {
      throw new IllegalArgumentException(
          "a host without 'instance' has no CPU credits; burstable sizes are t2, t3, t3a and t4g");
    }
    if (speed == 0) {
      throw new IllegalArgumentException("at a speed of nothing it never runs");
    }
    if (cpus == null) {
      cpus = 1.0;
    }
    if (cpus != Math.ceil(cpus)) {
      if (quota != null) {
        throw new IllegalArgumentException("a fraction of cpus is a quota already");
      }
      quota = cpus;
      cpus = Math.ceil(cpus);
    }
    if (quota != null && (quota == 0 || quotaPeriod.isZero())) {
      throw new IllegalArgumentException("with a quota of nothing it never runs");
    }
    if (quota != null && instance != null && instance.burst() != null) {
      throw new IllegalArgumentException(
          "a quota on a machine with CPU credits is not modelled; leave one of them out");
    }
  }

  /** A machine with so many cores. */
  public HostSettings(double cpus, Bytes memory) {
    this(cpus, memory, null, false, 0.6, null, Duration.ofMillis(100), null, null, 1);
  }
}
