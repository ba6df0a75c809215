package tailback.cli.step;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tailback.scenario.Condition;

/** The conditions that {@code continue} stops at. */
final class Breakpoints {

  private final Arguments arguments;
  private final List<String> texts = new ArrayList<>();

  Breakpoints(Arguments arguments) {
    this.arguments = arguments;
  }

  /** Adds one, unless it is empty; all of them, a line each. */
  List<String> add(String text) {
    if (!text.isEmpty()) {
      arguments.condition(text, "break");
      texts.add(text);
    }
    return texts.isEmpty()
        ? List.of("  no breakpoints")
        : IntStream.range(0, texts.size()).mapToObj(i -> "  " + (i + 1) + "  " + text(i)).toList();
  }

  /** Takes one away by its number, or (empty) all. */
  void remove(String typed) {
    if (typed.isEmpty()) {
      texts.clear();
      return;
    }
    int which = Arguments.number(typed, "delete");
    if (which < 1 || which > texts.size()) {
      throw Arguments.problem("delete " + typed, "there is no such breakpoint; 'break' lists them");
    }
    texts.remove(which - 1);
  }

  String text(int number) {
    return texts.get(number);
  }

  /** All of them, as a run looks for them. */
  List<Condition> conditions() {
    return texts.stream().map(text -> arguments.condition(text, "break")).toList();
  }
}
