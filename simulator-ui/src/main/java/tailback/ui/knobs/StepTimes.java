package tailback.ui.knobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tailback.ui.Written;

/** The times that the steps of endpoints and tasks take, as a scenario file says them. */
final class StepTimes {

  /**
   * The time of a step.
   *
   * @param path under which it is set, such as {@code endpoints.page.1.query}
   * @param name of the endpoint and the step
   */
  record Time(String path, String name) {}

  private final List<Time> times = new ArrayList<>();

  private StepTimes() {}

  /** All of them, in the order of the file. */
  static List<Time> of(Written written) {
    StepTimes found = new StepTimes();
    for (String section : List.of("endpoints", "tasks")) {
      if (written.section(section) instanceof Map<?, ?> programs) {
        programs.forEach(
            (name, steps) -> {
              String path = section + "." + name;
              if (!written.isSaidAnew(path)) {
                found.steps(steps, path, String.valueOf(name));
              }
            });
      }
    }
    return List.copyOf(found.times);
  }

  private void steps(Object steps, String path, String name) {
    if (!(steps instanceof List<?> list)) {
      return;
    }
    for (int i = 0; i < list.size(); i++) {
      String here = path + "." + i;
      if (list.get(i) instanceof Map<?, ?> step) {
        step.forEach((key, value) -> step(String.valueOf(key), value, here + "." + key, name));
      } else {
        steps(list.get(i), here, name); // a branch of several at once
      }
    }
  }

  private void step(String key, Object value, String path, String name) {
    if (value instanceof String && !key.equals("call")) {
      times.add(new Time(path, name + ": " + key));
    } else if (value instanceof List<?>) {
      steps(value, path, name);
    } else if (value instanceof Map<?, ?> full) {
      full.forEach(
          (inner, what) -> {
            if (inner.equals("time")) {
              times.add(new Time(path + ".time", name + ": " + key));
            } else if (what instanceof List<?>) {
              steps(what, path + "." + inner, name);
            }
          });
    }
  }
}
