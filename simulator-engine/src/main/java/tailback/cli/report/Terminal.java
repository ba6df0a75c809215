package tailback.cli.report;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What text is written to: a terminal, a pipe or a file.
 *
 * @param width columns
 * @param colour whether it is to be coloured
 */
public record Terminal(int width, boolean colour) {

  private static final int DEFAULT_WIDTH = 80;
  private static final int NARROWEST = 60;
  private static final int WIDEST = 160;
  private static final int PATIENCE_MILLIS = 300;

  /** Where the standard output goes. */
  public static Terminal output() {
    return of(System.getenv(), isTerminal(Stream.OUTPUT));
  }

  /** Where the standard error goes. */
  public static Terminal errors() {
    return of(System.getenv(), isTerminal(Stream.ERRORS));
  }

  static Terminal of(Map<String, String> environment, boolean terminal) {
    int width = columns(environment.get("COLUMNS"));
    if (width == 0 && terminal) {
      width = columnsOfTty();
    }
    int sensible = width == 0 ? DEFAULT_WIDTH : Math.max(NARROWEST, Math.min(width, WIDEST));
    return new Terminal(sensible, terminal && wantsColour(environment));
  }

  private static boolean wantsColour(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "").equals("dumb");
  }

  private static int columns(String text) {
    return text != null && text.strip().matches("[1-9]\\d{0,4}")
        ? Integer.parseInt(text.strip())
        : 0;
  }

  private static int columnsOfTty() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!stty.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        stty.destroy();
        return 0;
      }
      String[] rowsAndColumns =
          new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
              .strip()
              .split(" ");
      return rowsAndColumns.length == 2 ? columns(rowsAndColumns[1]) : 0;
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  /** A standard stream of the process. */
  public enum Stream {
    /** Standard output. */
    OUTPUT(1, FileDescriptor.out),
    /** Standard error. */
    ERRORS(2, FileDescriptor.err);

    private final int number;
    private final FileDescriptor descriptor;

    Stream(int number, FileDescriptor descriptor) {
      this.number = number;
      this.descriptor = descriptor;
    }

    /** What it is written to. */
    public FileDescriptor descriptor() {
      return descriptor;
    }
  }

  /**
   * Whether this stream is a terminal. {@link System#console()} knows only whether input and output
   * both are; where the system shows what a descriptor is, that is asked first.
   */
  public static boolean isTerminal(Stream stream) {
    Path link = Path.of("/proc/self/fd/" + stream.number);
    try {
      if (Files.isSymbolicLink(link)) {
        String target = Files.readSymbolicLink(link).toString();
        return target.startsWith("/dev/pts/")
            || target.startsWith("/dev/tty")
            || target.equals("/dev/console");
      }
    } catch (IOException e) {
      // not shown here: the console knows
    }
    return System.console() != null;
  }

  /** Writes to this stream in UTF-8, whatever the locale of a bare container says. */
  public static PrintStream utf8(Stream stream) {
    return new PrintStream(
        new FileOutputStream(stream.descriptor), stream == Stream.ERRORS, StandardCharsets.UTF_8);
  }
}
