package tailback.scenario;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A run that was played, written as a scenario of its own: it extends the one that was opened, with
 * the settings it began with, and the journal in its timeline.
 *
 * <p>The story and the expectations of the other do not go along: they are about another run.
 */
final class Played {

  private final Node.Mapping file;
  private final Node.Mapping played;

  /**
   * A run.
   *
   * @param file the scenario that was opened, as it was written
   * @param played the same with its settings and its journal
   */
  Played(Node.Mapping file, Node.Mapping played) {
    this.file = file;
    this.played = played;
  }

  /**
   * Writes.
   *
   * @param from the file of the scenario that was opened
   * @param to where the text will stand
   * @param warmup how long the run warmed up
   */
  String text(Path from, Path to, Duration warmup) {
    boolean sameParts = keys(file.get("stack")).equals(keys(played.get("stack")));
    StringBuilder text =
        new StringBuilder("# What was played, with what was changed on the way.\n");
    Node.Mapping said = played.without("timeline").without("incident").without("expect");
    if (sameParts) { // a part that is new has its place in the stack, which a file on top cannot
      // say
      text.append("extends: ").append(Flow.of(word(way(from, to)))).append('\n');
      said = difference(file.without("timeline"), said);
    }
    said = said.without("title").without("warmup").without("extends");
    text.append("title: ").append(Flow.of(word(title()))).append('\n');
    text.append("warmup: ").append(seconds(warmup)).append("s\n");
    for (Node.Entry entry : said.entries().values()) {
      text.append(Flow.of(entry.key())).append(": ").append(Flow.of(entry.value())).append('\n');
    }
    if (played.get("timeline") instanceof Node.Sequence timeline) {
      text.append("timeline:\n");
      timeline.items().forEach(each -> text.append("  - ").append(Flow.of(each)).append('\n'));
    }
    return text.toString();
  }

  private String title() {
    Node title = played.get("title");
    return (title == null ? "A run" : title.toString()) + ", as played";
  }

  private static String seconds(Duration time) {
    BigDecimal exact = BigDecimal.valueOf(time.toNanos(), 9);
    return (time.isZero() ? BigDecimal.ZERO : exact.stripTrailingZeros()).toPlainString();
  }

  private Node.Scalar word(String text) {
    return new Node.Scalar(played.place(), text, false);
  }

  /** The way from one file to the other, from the folder of the one that says it. */
  private static String way(Path from, Path to) {
    Path folder = to.toAbsolutePath().normalize().getParent();
    Path other = from.toAbsolutePath().normalize();
    boolean reachable = folder != null && folder.getRoot().equals(other.getRoot());
    Path way = reachable ? folder.relativize(other) : other;
    return way.toString().replace('\\', '/');
  }

  private static Set<String> keys(Node node) {
    return node instanceof Node.Mapping map
        ? new LinkedHashSet<>(map.entries().keySet())
        : Set.of();
  }

  /**
   * What laid over the one makes the other of it: what differs, and {@code null} for what is gone.
   */
  private static Node.Mapping difference(Node.Mapping from, Node.Mapping to) {
    Node.Mapping difference = Node.Mapping.empty(to.place());
    for (Node.Entry entry : to.entries().values()) {
      Node before = from.get(entry.key().text());
      if (before instanceof Node.Mapping old && entry.value() instanceof Node.Mapping made) {
        if (!old.sameAs(made)) {
          difference = difference.with(entry.key(), difference(old, made));
        }
      } else if (before == null || !before.sameAs(entry.value())) {
        difference = difference.with(entry.key(), entry.value());
      }
    }
    for (Node.Entry entry : from.entries().values()) {
      if (to.get(entry.key().text()) == null) {
        Node.Scalar nothing = new Node.Scalar(to.place(), "null", false);
        difference = difference.with(entry.key(), nothing);
      }
    }
    return difference;
  }
}
