package tailback.component.step;

import java.util.ArrayList;
import java.util.List;
import tailback.kernel.Stream;
import tailback.program.Step;

/** Links control flow: {@code repeat}, {@code choose} and {@code parallel}. */
final class FlowSteps {

  private final Linker linker;
  private final Code code;

  FlowSteps(Linker linker) {
    this.linker = linker;
    code = linker.code();
  }

  void repeat(Step.Repeat repeat, String path) {
    if (repeat.times() < 1) { // linked all the same: others may refer to what is in it
      int skip = code.reserve();
      linker.block(repeat.steps(), path);
      int after = code.here();
      code.set(
          skip,
          execution -> {
            execution.jump(after);
            return true;
          });
      return;
    }
    int depth = linker.enterLoop();
    code.add(
        execution -> {
          execution.loops().enter(depth, repeat.times());
          return true;
        });
    int start = code.here();
    linker.block(repeat.steps(), path);
    linker.leaveLoop();
    code.turn(depth, start);
  }

  void choose(Step.Choose choose, String path) {
    Stream choices = linker.stream(path, "choice");
    int ways = choose.ways().size();
    double[] upTo = new double[ways];
    int[] starts = new int[ways];
    int branch = code.reserve();
    List<Integer> exits = new ArrayList<>();
    double sum = 0;
    for (int way = 0; way < ways; way++) {
      sum += choose.ways().get(way).share();
      upTo[way] = sum;
      starts[way] = code.here();
      linker.block(choose.ways().get(way).steps(), path + "." + way);
      exits.add(code.reserve());
    }
    int after = code.here();
    for (int exit : exits) {
      code.set(
          exit,
          execution -> {
            execution.jump(after);
            return true;
          });
    }
    code.set(
        branch,
        execution -> {
          double draw = execution.draws(choices).nextDouble();
          int way = 0;
          while (way < ways - 1 && draw >= upTo[way]) {
            way++;
          }
          execution.jump(starts[way]);
          return true;
        });
  }

  /** Where branches run one after the other, each falls through into the next. */
  void parallel(Step.Parallel parallel, String path) {
    int branches = parallel.branches().size();
    if (branches == 0) {
      return;
    }
    int place = linker.assembly().place("parallel");
    int[] starts = new int[branches];
    int[] ends = new int[branches];
    int fork = code.reserve();
    for (int branch = 0; branch < branches; branch++) {
      starts[branch] = code.here();
      linker.block(parallel.branches().get(branch), path + "." + branch);
      ends[branch] = code.here();
      code.add(execution -> execution.branches().endBranch());
    }
    int after = code.here();
    code.add(execution -> execution.branches().join());
    code.set(fork, execution -> execution.branches().fork(starts, ends, after, place));
  }
}
