package tailback.scenario;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tailback.journal.Turn;

/** Writes an entry of the journal into the timeline of a scenario, as if it had stood there. */
final class Turned {

  private static final int NANOS = 9;

  private Turned() {}

  /** The scenario with the entry at the end of its timeline; ties are in the order of the list. */
  static Node.Mapping add(Node.Mapping root, Turn turn, Path directory) {
    Place place = Place.whole(Source.argument(name(turn), directory));
    Node.Mapping entry =
        Node.Mapping.empty(place)
            .with(word(place, "at"), word(place, seconds(turn.at())))
            .with(word(place, turn.isDeed() ? "do" : "set"), what(turn, place));
    List<Node> items = new ArrayList<>();
    if (root.get("timeline") != null) {
      items.addAll(Binder.sequence(root.get("timeline"), "timeline").items());
    }
    items.add(entry);
    return root.with(word(place, "timeline"), new Node.Sequence(place, List.copyOf(items)));
  }

  private static String name(Turn turn) {
    return turn.isDeed() ? turn.change() : "set " + turn.change();
  }

  private static Node what(Turn turn, Place place) {
    if (turn.isDeed()) {
      return word(place, turn.deed());
    }
    if (turn.change().indexOf('=') < 1) {
      throw new Problem(place, "there is no PATH=VALUE", "write such as traffic.page=poisson 50/s");
    }
    if (turn.value().isBlank()) {
      throw new Problem(place, "there is no value after the '='");
    }
    return Node.Mapping.empty(place)
        .with(
            new Node.Scalar(place, turn.path().strip(), true),
            TreeReader.read(turn.value(), place.source()));
  }

  private static Node.Scalar word(Place place, String text) {
    return new Node.Scalar(place, text, false);
  }

  private static String seconds(long nanos) {
    return BigDecimal.valueOf(nanos, NANOS).toPlainString() + "s";
  }
}
