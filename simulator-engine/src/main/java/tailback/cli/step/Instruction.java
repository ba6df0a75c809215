package tailback.cli.step;

import java.util.ArrayList;
import java.util.List;
import tailback.scenario.Problem;

/** What may be typed: a word, what may stand after it, and what it does. */
enum Instruction {
  STEP("step", "s", "[N | TIME]", "the next event, the next N, or all within 250ms"),
  NEXT("next", "n", "[N | PART]", "the next event of this request, of request N, of a part"),
  UNTIL("until", "u", "CONDITION", "runs until it holds: first 502, queue(app.gil) > 3, 12.5s"),
  BREAK("break", "b", "[CONDITION]", "a breakpoint for continue; lists them without one"),
  DELETE("delete", "", "[N]", "takes a breakpoint away, or all"),
  CONTINUE("continue", "c", "", "runs to the next breakpoint, or to the end"),
  BACK("back", "", "[N | TIME | stop]", "one event back, N, 1s, or to the stop before"),
  WHERE("where", "w", "[PART]", "what every worker, thread, greenlet and connection is doing"),
  REQUEST("request", "r", "[N]", "its waits and services so far, as a waterfall"),
  WATCH("watch", "", "[MEASURE]", "shows it at every stop: p95(page), queue(gunicorn)"),
  UNWATCH("unwatch", "", "[MEASURE]", "no longer; all of them without one"),
  DIFF("diff", "d", "", "what has changed since the last stop"),
  WHAT_IF("what-if", "wi", "PATH=VALUE", "to the end without and with it, on the same requests"),
  SET("set", "", "PATH=VALUE", "changes a setting from here on, as a timeline does"),
  DO("do", "", "PART.ACTION", "has a part do something, such as gunicorn.reload"),
  UNDO("undo", "", "", "takes the last set or do back"),
  JOURNAL("journal", "j", "", "what was set and done so far"),
  TIME("time", "t", "", "where it is"),
  EVENTS("events", "e", "[N]", "the next events to come"),
  HELP("help", "h", "", "this list"),
  QUIT("quit", "q", "", "ends");

  private final String word;
  private final String alias;
  private final String takes;
  private final String does;

  Instruction(String word, String alias, String takes, String does) {
    this.word = word;
    this.alias = alias;
    this.takes = takes;
    this.does = does;
  }

  String word() {
    return word;
  }

  /** Its line of the help. */
  String help() {
    String short_ = alias.isEmpty() ? "" : alias + ", ";
    return String.format("  %-25s %s", short_ + word + (takes.isEmpty() ? "" : " " + takes), does);
  }

  /** The instruction of that name or alias. */
  static Instruction of(String typed) {
    List<String> words = new ArrayList<>();
    for (Instruction each : values()) {
      if (each.word.equals(typed) || !typed.isEmpty() && each.alias.equals(typed)) {
        return each;
      }
      words.add(each.word);
    }
    throw Problem.ofArgument(typed, "is not a command", typed, words);
  }
}
