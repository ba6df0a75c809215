package tailback.scenario;

import java.time.Duration;

/**
 * Something that a run measures, such as {@code p95(checkout)}, {@code errors("slots", checkout)}
 * or {@code queue(pgbouncer)}.
 *
 * @param name one of the measures of the scenario language, such as {@code p95}
 * @param of an endpoint, a part or a resource; null for all endpoints
 * @param text the quoted text of {@code errors} and its kin; null when absent
 * @param status the HTTP status of {@code statuses(502)}; 0 otherwise
 * @param condition of {@code first(CONDITION)}; null otherwise
 * @param window the part of the run that is measured; null for all of it
 * @param group of clients whose requests are measured; null for those of all
 */
public record Measure(
    String name,
    String of,
    String text,
    int status,
    Condition condition,
    Window window,
    String group) {

  /**
   * A part of a run: {@code from 200s to 300s}, from time zero. Requests belong to it by their
   * arrival.
   */
  public record Window(Duration from, Duration to) {}

  /** The measure of a whole run. */
  Measure(String name, String of, String text, int status, Condition condition) {
    this(name, of, text, status, condition, null, null);
  }

  /** The same measure in a part of the run. */
  Measure within(Window part) {
    return new Measure(name, of, text, status, condition, part, group);
  }

  /** The same measure of the requests of a group of clients; null for those of all. */
  Measure by(String clients) {
    return new Measure(name, of, text, status, condition, window, clients);
  }

  /**
   * Requests that are measured by themselves.
   *
   * @param window when they arrived; null for any time
   * @param group whose they are; null for anybody's
   */
  public record Subset(Window window, String group) {}

  /** The requests that are measured; null for all of the run. */
  public Subset subset() {
    return window == null && group == null ? null : new Subset(window, group);
  }
}
