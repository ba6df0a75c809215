package tailback.cli.step;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import tailback.cli.report.Ink;
import tailback.cli.report.Quantity;
import tailback.cli.report.Terminal;
import tailback.experiment.Happening;
import tailback.experiment.Playback;
import tailback.journal.Frame;
import tailback.journal.Moment;
import tailback.journal.Trail;
import tailback.journal.Turn;
import tailback.kernel.Simulation;
import tailback.scenario.Condition;
import tailback.scenario.Problem;
import tailback.scenario.ScenarioReader;

/** The session: reads a command, goes where it says, tells what happened there. */
public final class Debugger {

  private static final int EVENTS = 10;

  private final Playback playback;
  private final PrintWriter output;
  private final Ink ink;
  private final int width;
  private final Naming naming;
  private final Narrator narrator;
  private final Watches watches;
  private final Arguments arguments;
  private final Breakpoints breakpoints;
  private final List<Moment> stops = new ArrayList<>();
  private final AtomicBoolean interrupted = new AtomicBoolean();

  private Frame before;
  private Frame present;
  private long request;
  private boolean ends;

  /** A session at the start of a run. */
  public Debugger(Playback playback, PrintWriter output, Terminal terminal) {
    this.playback = playback;
    this.output = output;
    ink = Ink.of(terminal);
    width = terminal.width();
    naming = new Naming(playback);
    narrator = new Narrator(playback, naming);
    watches = new Watches(playback);
    arguments = new Arguments(playback);
    breakpoints = new Breakpoints(arguments);
    playback.goOn(() -> !interrupted.get());
    present = playback.frame();
    before = present;
    stops.add(playback.now());
  }

  /** Stops the run at the next occasion: somebody has typed Ctrl-C. */
  public void interrupt() {
    interrupted.set(true);
  }

  /**
   * Does what the lines say until they end or one says quit.
   *
   * @return whether all were understood; a script ends with the first that is not
   */
  public boolean run(Lines lines, PrintWriter errors) {
    output.println(playback.scenario().title());
    output.println(
        "from "
            + naming.time(0)
            + " to "
            + naming.time(playback.end())
            + "; 'help' lists the commands");
    output.flush();
    String line = lines.next();
    while (line != null) {
      try {
        obey(line.strip());
      } catch (Problem problem) {
        output.flush();
        errors.println(lines.place() + problem.getMessage());
        errors.flush();
        if (lines.strict()) {
          return false;
        }
      }
      output.flush();
      line = ends ? null : lines.next();
    }
    return true;
  }

  private void obey(String line) {
    if (line.isEmpty()) {
      return;
    }
    interrupted.set(false);
    String[] words = line.split("\\s+", 2);
    String rest = words.length > 1 ? words[1].strip() : "";
    Instruction instruction = Instruction.of(words[0]);
    switch (instruction) {
      case STEP -> step(rest);
      case NEXT -> next(rest);
      case UNTIL -> until(arguments.need(instruction, rest));
      case BREAK -> breakpoints.add(rest).forEach(output::println);
      case DELETE -> breakpoints.remove(rest);
      case CONTINUE -> go();
      case BACK -> back(rest);
      case WHERE -> where(rest);
      case REQUEST -> request(rest);
      case WATCH -> watch(rest);
      case UNWATCH -> watches.remove(rest);
      case DIFF -> output.print(new Changes(playback, naming).between(before, present));
      case WHAT_IF ->
          output.print(new WhatIfTable(playback.whatIf(arguments.need(instruction, rest))));
      case SET -> turn(() -> playback.turn(arguments.need(instruction, rest)));
      case DO -> turn(() -> playback.perform(arguments.need(instruction, rest)));
      case UNDO -> undo();
      case JOURNAL -> journal();
      case TIME -> tell();
      case EVENTS -> events(rest);
      case HELP -> help();
      case QUIT -> ends = true;
    }
  }

  // ---- going forward

  private void step(String rest) {
    if (Arguments.isTime(rest)) {
      Duration time = ScenarioReader.duration(rest, "step " + rest);
      playback.toTime(Math.min(playback.end(), playback.now().time() + time.toNanos()));
    } else if (rest.isEmpty()) {
      playback.step();
    } else {
      playback.toEvent(playback.now().event() + Arguments.number(rest, "step"));
    }
    stop();
  }

  private void next(String rest) {
    if (rest.isEmpty() && request == 0) {
      throw Arguments.problem(
          "next", "there is no request at hand; write next 1207, or next gunicorn");
    }
    if (rest.isEmpty() || rest.matches("\\d+(/.*)?")) {
      List<Long> meant = rest.isEmpty() ? List.of(request) : naming.meant(rest);
      mayCome(meant, "next " + (rest.isEmpty() ? naming.request(request) : rest));
      playback.stepTo(
          happening ->
              meant.contains(happening.request())
                  || happening.moves().stream().anyMatch(move -> meant.contains(move.request())));
      request = meant.size() == 1 ? meant.get(0) : request;
    } else {
      arguments.known(rest, "next " + rest);
      playback.stepTo(
          happening -> happening.moves().stream().anyMatch(move -> touches(move, rest)));
    }
    stop();
  }

  /** Checks that one of these requests has not ended. */
  private void mayCome(List<Long> numbers, String argument) {
    for (int i = 0; i < present.requests; i++) {
      if (numbers.contains(present.request[i])) {
        return;
      }
    }
    if (numbers.stream().allMatch(number -> playback.trail(number).status() >= 0)) {
      throw Arguments.problem(argument, "it has ended already; 'back' goes to where it has not");
    }
  }

  private boolean touches(Happening.Move move, String part) {
    return isOf(move.from(), part) || isOf(move.to(), part);
  }

  private boolean isOf(int place, String part) {
    return place >= 0 && naming.place(place).startsWith(part + ".");
  }

  private void until(String rest) {
    Condition condition = arguments.condition(rest, "until");
    if (condition instanceof Condition.At at) {
      long time = playback.timeZero() + at.time().toNanos();
      if (time < playback.now().time()) {
        throw Arguments.problem("until " + rest, "that is past; 'back' goes there");
      }
    }
    playback.until(condition);
    stop();
  }

  private void go() {
    int hit = playback.until(breakpoints.conditions());
    if (hit >= 0) {
      output.println("breakpoint " + (hit + 1) + ": " + breakpoints.text(hit));
    }
    stop();
  }

  // ---- going back

  private void back(String rest) {
    if (playback.now().event() == 0) {
      throw Arguments.problem("back", "this is the start");
    }
    if (rest.equals("stop")) {
      backToStop();
    } else if (Arguments.isTime(rest)) {
      Duration time = ScenarioReader.duration(rest, "back " + rest);
      playback.toTime(Math.max(0, playback.now().time() - time.toNanos()));
    } else {
      int events = rest.isEmpty() ? 1 : Arguments.number(rest, "back");
      playback.toEvent(Math.max(0, playback.now().event() - events));
    }
    stop();
  }

  private void backToStop() {
    Moment here = playback.now();
    stops.removeIf(each -> each.compareTo(here) >= 0);
    playback.to(stops.isEmpty() ? Moment.START : stops.remove(stops.size() - 1));
  }

  // ---- a stop

  private void stop() {
    before = present;
    present = playback.frame();
    stops.add(playback.now());
    tell();
  }

  private void tell() {
    Moment now = playback.now();
    String where = naming.time(now.time()) + "  #" + Quantity.count(now.event()) + "  ";
    output.println(fit(where + words()));
    for (String each : watches.values()) {
      output.println("  " + each);
    }
  }

  private String words() {
    Happening happening = playback.last();
    if (happening != null) {
      request = subject(happening);
      return narrator.tell(happening, request);
    }
    if (playback.isOver()) {
      return playback.now().time() < playback.end() ? "the run stops here (stop_when)" : "the end";
    }
    if (interrupted.get()) {
      return "interrupted";
    }
    return playback.now().event() == 0 ? "the start" : "nothing happens at this very instant";
  }

  /** Whom an event is about: still the request at hand, where it has to do with it. */
  private long subject(Happening happening) {
    long event = happening.request();
    if (request != 0
        && (event == request || happening.moves().stream().anyMatch(m -> m.request() == request))) {
      return request;
    }
    if (!happening.moves().isEmpty() && !happening.moves().get(0).task()) {
      return happening.moves().get(0).request();
    }
    return event == 0 ? request : event;
  }

  /** On lines that are not too long, the second one indented. */
  private String fit(String text) {
    StringBuilder fitted = new StringBuilder();
    String left = text;
    while (left.length() > width) {
      int cut = left.lastIndexOf(' ', width);
      if (cut <= 4) {
        break;
      }
      fitted.append(left, 0, cut).append('\n');
      left = "    " + left.substring(cut + 1);
    }
    return fitted + left;
  }

  // ---- looking

  private void where(String rest) {
    StackPicture picture = new StackPicture(playback, naming, ink, width);
    if (rest.isEmpty()) {
      output.print(picture.whole());
    } else {
      arguments.known(rest, "where " + rest);
      output.print(picture.part(rest));
    }
  }

  private void request(String rest) {
    if (!rest.isEmpty() && !rest.matches("\\d{1,12}(/.+)?")) {
      throw Arguments.problem("request " + rest, "is not the number of a request");
    }
    if (rest.isEmpty() && request == 0) {
      throw Arguments.problem("request", "which? write such as request 1207");
    }
    List<Long> meant = rest.isEmpty() ? List.of(request) : naming.meant(rest);
    boolean found = false;
    for (long number : meant) {
      Trail trail = playback.trail(number);
      if (trail.isKnown()) {
        output.print(new Waterfall(playback, naming, width).of(number, trail));
        request = number;
        found = true;
      }
    }
    if (!found) {
      throw Arguments.problem("request " + rest, "no such request has arrived yet");
    }
  }

  private void watch(String rest) {
    if (!rest.isEmpty()) {
      watches.add(rest);
    }
    watches.values().forEach(each -> output.println("  " + each));
    if (watches.isEmpty()) {
      output.println("  nothing is watched");
    }
  }

  private void events(String rest) {
    int most = rest.isEmpty() ? EVENTS : Arguments.number(rest, "events");
    for (Simulation.Firing each : playback.upcoming(most)) {
      output.println(fit("  " + naming.time(each.time()) + "  " + narrator.event(each)));
    }
  }

  private void help() {
    for (Instruction each : Instruction.values()) {
      output.println(each.help());
    }
  }

  // ---- the journal

  private void turn(Runnable change) {
    if (playback.now().time() < playback.timeZero()) {
      throw Arguments.problem(
          "set", "the journal begins at 0 s, after the warm-up; 'until 0s' goes there");
    }
    change.run();
    Turn turn = playback.turns().get(playback.turns().size() - 1);
    output.println(written(turn));
  }

  private String written(Turn turn) {
    return fit("at " + naming.time(turn.at() + playback.timeZero()) + ": " + turn.change());
  }

  private void undo() {
    Turn undone = playback.undo();
    if (undone == null) {
      throw Arguments.problem("undo", "the journal is empty");
    }
    stops.removeIf(each -> each.time() > undone.at() + playback.timeZero());
    output.println("taken back: " + written(undone));
    before = present;
    present = playback.frame();
    tell();
  }

  private void journal() {
    playback.turns().forEach(turn -> output.println("  " + written(turn)));
    if (playback.turns().isEmpty()) {
      output.println("  the journal is empty");
    }
  }
}
