package tailback.component.step;

import tailback.component.Assembly;
import tailback.component.worker.Demand;
import tailback.component.worker.Operation;
import tailback.kernel.Stream;
import tailback.program.Step;

/**
 * Links what a request does inside its worker: {@code cpu}, {@code wait}, {@code block} and {@code
 * fail}.
 */
final class PythonSteps {

  private static final int SERVER_ERROR = 500;
  private static final String RAISED = " Server Error: an exception in the view";

  private final Linker linker;
  private final Code code;
  private final Assembly assembly;

  PythonSteps(Linker linker) {
    this.linker = linker;
    code = linker.code();
    assembly = linker.assembly();
  }

  void cpu(Step.Cpu cpu, String path) {
    Sampler time = linker.sampler(cpu.time(), path);
    code.add(
        execution -> {
          execution.compute(time.of(execution));
          return false;
        });
  }

  void wait(Step.Wait wait, String path) {
    elapse(linker.sampler(wait.time(), path), Demand.WAIT, assembly.place("wait"));
  }

  private void elapse(Sampler time, Demand demand, int place) {
    code.add(
        execution -> {
          execution.elapse(demand, place, time.of(execution));
          return false;
        });
  }

  void block(Step.Block block, String path) {
    Demand released = block.cpu() ? Demand.BLOCK_IN_LIBRARY : Demand.BLOCK;
    Demand demand = block.gil() == Step.Gil.HELD ? Demand.BLOCK_HOLDING_GIL : released;
    int place = assembly.place("block");
    Sampler time = linker.sampler(block.time(), path);
    if (block.executor() && block.gil() == Step.Gil.RELEASED) {
      assembly.programs().needExecutors();
      code.add(
          execution -> {
            execution.handOver(place, time.of(execution), block.cpu());
            return false;
          });
    } else if (block.cpu()) {
      code.add(
          execution -> {
            execution.computeOutside(demand, place, time.of(execution));
            return false;
          });
    } else {
      elapse(time, demand, place);
    }
  }

  /** An exception: one of the client's making, below 500, is an answer and no failure. */
  void fail(Step.Fail fail, String path) {
    int status = fail.status();
    Operation raise =
        status < SERVER_ERROR ? answer(status) : raise(assembly.failure(status + RAISED), status);
    if (fail.share() == 1) {
      code.add(raise);
      return;
    }
    Stream outcomes = linker.stream(path, "failure");
    double share = fail.share();
    code.add(execution -> execution.draws(outcomes).nextDouble() >= share || raise.run(execution));
  }

  private static Operation answer(int status) {
    return execution -> {
      execution.respond(status);
      return true;
    };
  }

  private static Operation raise(int failure, int status) {
    return execution -> {
      execution.raise(failure, status);
      return true;
    };
  }
}
