package tailback.component.worker;

import java.util.Map;
import tailback.program.Bytes;
import tailback.program.Describe;

/** What the processes of an application server need of their machine's memory. */
public record WorkerMemory(
    @Describe(
            value = "what a worker alone has once it has imported the application",
            absent = "32MiB")
        Bytes worker,
    @Describe(value = "what each request leaves behind: a leak", absent = "0MiB") Bytes perRequest,
    @Describe("what requests of these endpoints leave behind besides") Map<String, Bytes> endpoints,
    @Describe(
            value = "the share of it that workers have in common with preload_app",
            absent = "77%",
            share = true)
        double shareable,
    @Describe(
            value = "after so many requests a worker has copied half of that; 0: never",
            absent = "0")
        int copiedAfter,
    @Describe(value = "what the arbiter has", absent = "13MiB") Bytes arbiter) {

  /** What workers have in common once the arbiter has imported the application, bytes. */
  long shared() {
    return (long) (shareable * worker.count());
  }

  /** What the arbiter has, bytes; of what workers share, it is said to be the owner. */
  long ofArbiter(boolean preloaded) {
    return arbiter.count() + (preloaded ? shared() : 0);
  }
}
