package tailback.component.step;

import tailback.component.Assembly;
import tailback.component.worker.Demand;
import tailback.program.Step;

/** Links what a request does inside its worker: {@code cpu}, {@code wait} and {@code block}. */
final class PythonSteps {

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
}
