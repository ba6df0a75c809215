package tailback.scenario;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;

/**
 * Makes a tree of the parser's events. An alias stands for a copy of what it names, so the limits
 * hold for the tree with all copies in it: a few lines cannot stand for a billion.
 */
final class Composer {

  private static final int DEEPEST = 64;
  private static final int MOST = 100_000;

  /** What other YAML readers take for true or false. */
  private static final Set<String> TRUTHS = Set.of("yes", "no", "on", "off", "true", "false");

  private record Sized(Node node, int nodes, int depth) {}

  private final Parser parser;
  private final Source source;
  private final Map<String, Sized> anchors = new HashMap<>();
  private int nodes;

  Composer(Parser parser, Source source) {
    this.parser = parser;
    this.source = source;
  }

  /** Whether other YAML readers take the bare word for true or false. */
  static boolean isTruth(Node.Scalar scalar) {
    return !scalar.quoted() && TRUTHS.contains(scalar.text().toLowerCase(Locale.ROOT));
  }

  /** The only document. */
  Node document() {
    parser.getEvent();
    if (parser.checkEvent(Event.ID.StreamEnd)) {
      throw new Problem(Place.whole(source), "is empty");
    }
    parser.getEvent();
    Node root = node(0).node;
    parser.getEvent();
    if (!parser.checkEvent(Event.ID.StreamEnd)) {
      throw new Problem(
          place(parser.peekEvent()), "a second document begins here; a scenario is one document");
    }
    return root;
  }

  private Sized node(int depth) {
    Event event = parser.getEvent();
    Place place = place(event);
    if (event instanceof AliasEvent alias) {
      return alias(alias, place, depth);
    }
    if (depth > DEEPEST) {
      throw new Problem(place, "is nested deeper than " + DEEPEST + " levels");
    }
    String tag =
        event instanceof ScalarEvent scalar
            ? scalar.getTag()
            : ((CollectionStartEvent) event).getTag();
    if (tag != null) {
      throw new Problem(place, "has the tag " + Words.quote(tag) + "; a scenario has no tags");
    }
    count(1, place);
    Sized made =
        event instanceof ScalarEvent scalar
            ? new Sized(new Node.Scalar(place, scalar.getValue(), !scalar.isPlain()), 1, 0)
            : event.is(Event.ID.SequenceStart) ? sequence(place, depth) : mapping(place, depth);
    String anchor = ((NodeEvent) event).getAnchor();
    if (anchor != null) {
      anchors.put(anchor, made);
    }
    return made;
  }

  private Sized alias(AliasEvent alias, Place place, int depth) {
    Sized named = anchors.get(alias.getAnchor());
    if (named == null) {
      throw new Problem(
          place,
          "there is no anchor '&" + alias.getAnchor() + "' before this alias",
          Words.suggest(alias.getAnchor(), anchors.keySet()));
    }
    if (depth + named.depth > DEEPEST) {
      throw new Problem(place, "is nested deeper than " + DEEPEST + " levels");
    }
    count(named.nodes, place);
    return named;
  }

  private void count(int more, Place place) {
    nodes += more;
    if (nodes > MOST) {
      throw new Problem(place, "stands for more than " + MOST + " values");
    }
  }

  private Sized sequence(Place place, int depth) {
    List<Node> items = new ArrayList<>();
    int size = 1;
    int deepest = 0;
    while (!parser.checkEvent(Event.ID.SequenceEnd)) {
      Sized item = node(depth + 1);
      items.add(item.node);
      size += item.nodes;
      deepest = Math.max(deepest, item.depth);
    }
    parser.getEvent();
    return new Sized(
        new Node.Sequence(place, Collections.unmodifiableList(items)), size, deepest + 1);
  }

  private Sized mapping(Place place, int depth) {
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    int size = 1;
    int deepest = 0;
    while (!parser.checkEvent(Event.ID.MappingEnd)) {
      Node.Scalar key = key(depth + 1);
      Sized value = node(depth + 1);
      Node.Entry earlier = entries.putIfAbsent(key.text(), new Node.Entry(key, value.node));
      if (earlier != null) {
        throw new Problem(
            key.place(),
            "the key " + Words.quote(key.text()) + " is there twice",
            "first at line " + earlier.key().place().line());
      }
      size += value.nodes + 1;
      deepest = Math.max(deepest, value.depth);
    }
    parser.getEvent();
    return new Sized(
        new Node.Mapping(place, Collections.unmodifiableMap(entries)), size, deepest + 1);
  }

  private Node.Scalar key(int depth) {
    Node node = node(depth).node;
    if (!(node instanceof Node.Scalar key)) {
      throw new Problem(node.place(), "a key must be a word, not " + node.sort());
    }
    if (key.text().equals("<<") && !key.quoted()) {
      throw new Problem(
          key.place(), "the merge key '<<' is not supported", "use 'extends: other.yaml'");
    }
    if (key.isNothing()) {
      throw new Problem(key.place(), "a key is missing before the ':'");
    }
    if (isTruth(key)) {
      throw new Problem(
          key.place(),
          "the bare key " + Words.quote(key.text()) + " is a truth value to other YAML readers",
          "rename it or put it in quotes");
    }
    return key;
  }

  private Place place(Event event) {
    return new Place(
        source, event.getStartMark().getLine() + 1, event.getStartMark().getColumn() + 1);
  }
}
