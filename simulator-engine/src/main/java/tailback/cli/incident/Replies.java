package tailback.cli.incident;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What the player replies: first what was given beforehand, then what is typed. */
public final class Replies {

  private final Deque<String> given;
  private final BufferedReader typed;
  private final PrintWriter output;

  /**
   * Replies to come.
   *
   * @param given beforehand, in order
   * @param typed further ones, a line each; null when nobody is there to type
   * @param output where questions are asked
   */
  public Replies(List<String> given, BufferedReader typed, PrintWriter output) {
    this.given = new ArrayDeque<>(given);
    this.typed = typed;
    this.output = output;
  }

  /** Asks, and waits for a line; null when there will be none. */
  public String ask(String question) {
    output.print(question + " ");
    output.flush();
    String reply = given.poll();
    if (reply != null) {
      output.println(reply);
      return reply.strip();
    }
    try {
      reply = typed == null ? null : typed.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (reply == null) {
      output.println();
      return null;
    }
    return reply.strip();
  }
}
