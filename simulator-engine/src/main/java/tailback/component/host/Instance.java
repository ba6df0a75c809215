package tailback.component.host;

import tailback.program.Bytes;

/**
 * A size of machine that one can rent, as the catalogue lists it.
 *
 * @param name as the provider calls it, such as {@code m6i.xlarge}
 * @param vcpus what it calls CPUs
 * @param memory its memory
 * @param threadsPerCore how many vCPUs share a core: 2 where they are hyperthreads
 * @param burst how it may exceed its baseline; null when it has its vCPUs all the time
 * @param pricePerHour on demand, US dollars
 */
public record Instance(
    String name, int vcpus, Bytes memory, int threadsPerCore, Burst burst, double pricePerHour) {

  /**
   * CPU credits (AWS EC2 guide, burstable performance instances): one is a vCPU for a minute.
   *
   * @param baseline the share of each vCPU that it earns credits for
   * @param launchCredits what a new one begins with
   * @param cpuCredits what happens when they are spent, unless the owner says otherwise
   * @param surplusPerVcpuHour what an hour of a vCPU beyond them costs, US dollars
   */
  public record Burst(
      double baseline, double launchCredits, CpuCredits cpuCredits, double surplusPerVcpuHour) {}

  /** What happens when the credits are spent. */
  public enum CpuCredits {
    /** It is slowed down to its baseline. */
    STANDARD,
    /** It goes on, and the surplus is billed. */
    UNLIMITED
  }
}
