package tailback.cli.step;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import tailback.component.Part;
import tailback.experiment.Playback;

/** Commands that somebody types: with line editing, a history and completion. */
public final class Typing implements Lines {

  private static final String PROMPT = "(step) ";
  private static final int COLUMNS = 80;
  private static final int ROWS = 24;

  private final Playback playback;
  private final Terminal terminal;
  private final LineReader reader;

  /**
   * A terminal.
   *
   * @param history the file that keeps what was typed
   * @param interrupted what Ctrl-C does while the run goes on
   */
  public Typing(Playback playback, Path history, Runnable interrupted) {
    this.playback = playback;
    try {
      terminal = TerminalBuilder.builder().system(true).dumb(true).build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (terminal.getWidth() == 0) {
      terminal.setSize(new Size(COLUMNS, ROWS)); // one that does not know how large it is
    }
    terminal.handle(Terminal.Signal.INT, signal -> interrupted.run());
    reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("tailback")
            .completer((line, typed, candidates) -> complete(typed, candidates))
            .variable(LineReader.HISTORY_FILE, history)
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .build();
  }

  @Override
  public String next() {
    while (true) {
      try {
        return reader.readLine(PROMPT);
      } catch (UserInterruptException e) {
        continue; // Ctrl-C drops the line
      } catch (EndOfFileException e) {
        return null;
      }
    }
  }

  @Override
  public String place() {
    return "";
  }

  @Override
  public boolean strict() {
    return false;
  }

  private void complete(ParsedLine line, List<Candidate> candidates) {
    for (String word : words(line)) {
      candidates.add(new Candidate(word));
    }
  }

  private List<String> words(ParsedLine line) {
    List<String> words = new ArrayList<>();
    if (line.wordIndex() == 0) {
      for (Instruction each : Instruction.values()) {
        words.add(each.word());
      }
      return words;
    }
    List<String> parts = playback.scenario().deployment().stack().stream().map(Part::name).toList();
    switch (line.words().get(0)) {
      case "until", "u", "break", "b" -> {
        words.addAll(List.of("first", "time", "request", "alert"));
        for (String level : List.of("queue", "busy", "idle")) {
          playback.resources().forEach(each -> words.add(level + "(" + each + ")"));
        }
      }
      case "watch" -> {
        for (String measure : List.of("p50", "p95", "p99", "rate", "errors")) {
          playback.endpoints().forEach(each -> words.add(measure + "(" + each + ")"));
        }
        for (String measure : List.of("queue", "busy", "utilisation", "wait")) {
          playback.resources().forEach(each -> words.add(measure + "(" + each + ")"));
        }
      }
      case "back" -> words.add("stop");
      case "do" ->
          playback.scenario().deployment().stack().stream()
              .flatMap(part -> part.kind().actions().stream().map(each -> part.name() + "." + each))
              .forEach(words::add);
      default -> {
        words.addAll(parts);
        words.addAll(playback.scenario().deployment().hosts().keySet());
      }
    }
    return words;
  }

  @Override
  public void close() {
    try {
      reader.getHistory().save();
      terminal.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
