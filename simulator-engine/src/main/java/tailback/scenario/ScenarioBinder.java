package tailback.scenario;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import tailback.component.Deployment;

/** Turns the tree of a scenario into the records that a run is made of. */
final class ScenarioBinder {

  private static final String AUTO = "auto";

  private final Cards cards;
  private final Path file;
  private final Recordings recordings = new Recordings();

  ScenarioBinder(Cards cards, Path file) {
    this.cards = cards;
    this.file = file;
  }

  /** The scenario of a file, with its variants. */
  Scenario whole(Node.Mapping root) {
    Scenario scenario = scenario(root);
    yardsticks(scenario, root.get("expect"), List.of(), false);
    Node variants = root.get("what_if");
    for (Scenario.Variant variant : scenario.whatIf().values()) {
      List<String> others =
          scenario.whatIf().keySet().stream().filter(n -> !n.equals(variant.name())).toList();
      Node.Mapping written = (Node.Mapping) ((Node.Mapping) variants).get(variant.name());
      yardsticks(variant.scenario(), written.get("expect"), others, true);
    }
    return scenario;
  }

  /** What a bound is a fraction of must be there. */
  private static void yardsticks(
      Scenario scenario, Node expect, List<String> variants, boolean before) {
    for (int i = 0; i < scenario.expect().size(); i++) {
      Expectation.Yardstick yardstick = scenario.expect().get(i).yardstick();
      Place place = yardstick == null ? null : ((Node.Sequence) expect).items().get(i).place();
      if (yardstick == null || yardstick.run() == Expectation.Yardstick.Run.THIS) {
        continue;
      }
      if (!before) {
        throw new Problem(
            place,
            "there is no other run to compare this one with",
            "expectations of a what_if may be shares of before, or of another what_if");
      }
      if (yardstick.variant() != null && !variants.contains(yardstick.variant())) {
        throw new Problem(
            place,
            "there is no other what_if " + Words.quote(yardstick.variant()),
            Words.suggest(yardstick.variant(), variants));
      }
    }
  }

  /** The scenario, with its variants. */
  private Scenario scenario(Node.Mapping root) {
    Binder.known(root, Layout.SHAPE.names(), "the scenario");
    Binder binder = new Binder(recordings);
    Deployment deployment = new DeploymentBinder(cards, binder).deployment(root);
    Names names = new Names(deployment, cards);
    Duration duration = (Duration) value(binder, root, "duration");
    if (duration.isZero()) {
      throw new Problem(root.get("duration").place(), "duration: a run of no time shows nothing");
    }
    String title = (String) value(binder, root, "title");
    String about = (String) value(binder, root, "about");
    Map<String, Alert> alerts = new AlertProse(names).alerts(root.get("alerts"), binder);
    names.alerts(alerts.keySet());
    return new Scenario(
        file,
        title == null ? withoutEnding(file) : title,
        about == null ? "" : about,
        duration,
        warmup(binder, root),
        (long) value(binder, root, "seed"),
        deployment,
        new Timeline(cards, recordings).changes(root),
        new Timeline(cards, recordings).reactions(root, new ConditionProse(names)),
        List.copyOf(alerts.values()),
        phrases(root.get("stop_when"), "stop_when", new ConditionProse(names)::read),
        phrases(root.get("expect"), "expect", text -> expectation(text, names, duration)),
        variants(root),
        new Story(binder, names).incident(root.get("incident")));
  }

  private static Duration warmup(Binder binder, Node.Mapping root) {
    Node node = root.get("warmup");
    if (node == null) {
      return (Duration) value(binder, root, "warmup");
    }
    Node.Scalar scalar = Binder.scalar(node, "warmup");
    try {
      return warmup(scalar.text());
    } catch (Misread e) {
      throw e.at(scalar.place(), "warmup");
    }
  }

  /** How long to warm up; null for {@code auto}. */
  static Duration warmup(String text) {
    String given = text.strip();
    if (given.equals(AUTO)) {
      return null;
    }
    if (!Quantity.isNumeric(given)) {
      throw new Misread(
          Words.quote(given) + " is neither a duration nor auto", "write such as 30s, or auto");
    }
    return Duration.ofNanos(Quantity.duration(given, 0));
  }

  private static Expectation expectation(String text, Names names, Duration duration) {
    Expectation expectation = new ExpectationProse(names).read(text);
    Measure.Window window = expectation.measure().window();
    if (window != null && window.to().compareTo(duration) > 0) {
      throw new Misread(
          Words.quote(text) + " looks beyond the end",
          "the run ends at " + duration.toMillis() / 1e3 + "s");
    }
    return expectation;
  }

  private static String withoutEnding(Path file) {
    return String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
  }

  private static Object value(Binder binder, Node.Mapping root, String name) {
    Shape.Key key = Layout.SHAPE.keys().get(name);
    Node node = root.get(name);
    return node == null
        ? binder.absent(key, root.place(), "the scenario")
        : binder.value(node, key.type(), key.unit(), name);
  }

  private static <T> List<T> phrases(Node node, String label, Function<String, T> reader) {
    if (node == null) {
      return List.of();
    }
    List<T> phrases = new ArrayList<>();
    for (Node item : Binder.sequence(node, label).items()) {
      Node.Scalar scalar = phrase(item, label);
      try {
        phrases.add(reader.apply(scalar.text()));
      } catch (Misread e) {
        throw e.at(scalar.place(), "");
      }
    }
    return Collections.unmodifiableList(phrases);
  }

  private static Node.Scalar phrase(Node item, String label) {
    if (item instanceof Node.Mapping) {
      throw new Problem(
          item.place(), "an item of " + label + " is one text, not a map", "put it in quotes");
    }
    return Binder.scalar(item, "an item of " + label);
  }

  private Map<String, Scenario.Variant> variants(Node.Mapping root) {
    Map<String, Scenario.Variant> variants = new LinkedHashMap<>();
    Node node = root.get("what_if");
    if (node != null) {
      Node.Mapping plain = root.without("what_if").without("incident");
      for (Node.Entry entry : Binder.mapping(node, "what_if").entries().values()) {
        String name = entry.key().text();
        variants.put(name, variant(name, entry.value(), plain));
      }
    }
    return Collections.unmodifiableMap(variants);
  }

  private Scenario.Variant variant(String name, Node node, Node.Mapping plain) {
    String label = "what_if " + Words.quote(name);
    Node.Mapping mapping = Binder.mapping(node, label);
    Shape keys = Layout.VariantKeys.SHAPE;
    Binder.known(mapping, keys.names(), label + " (a plain map of paths has none of these)");
    if (mapping.get("set") == null) {
      throw new Problem(mapping.place(), label + " needs 'set'", "it is paths and their values");
    }
    Node.Mapping set = Binder.mapping(mapping.get("set"), "set of " + label);
    Node.Mapping patched =
        StackOrder.of(plain, Patch.variant(plain, set), cards.names()).without("expect");
    if (mapping.entries().containsKey("expect")) {
      patched = patched.with(mapping.entries().get("expect").key(), mapping.get("expect"));
    }
    Binder binder = new Binder(recordings);
    Shape.Key verdict = keys.keys().get("verdict");
    Scenario changed = inside(label, mapping, patched);
    return new Scenario.Variant(
        name,
        mapping.get("verdict") == null
            ? null
            : (Scenario.Verdict)
                binder.value(
                    mapping.get("verdict"), verdict.type(), verdict.unit(), "verdict of " + label),
        why(mapping.get("why"), label, binder, changed, plain),
        changed);
  }

  private String why(
      Node node, String label, Binder binder, Scenario changed, Node.Mapping before) {
    if (node == null) {
      return "";
    }
    Shape.Key key = Layout.VariantKeys.SHAPE.keys().get("why");
    String why = (String) binder.value(node, key.type(), key.unit(), "why of " + label);
    if (FiguresInText.FIGURE.matcher(why).find()) {
      Deployment first = new DeploymentBinder(cards, new Binder(recordings)).deployment(before);
      try {
        Names there = new Names(first, cards);
        changed.alerts().forEach(alert -> there.alerts(Set.of(alert.name())));
        FiguresInText.check(why, Names.of(changed, cards), there);
      } catch (Misread e) {
        throw e.at(node.place(), "a figure in why of " + label);
      }
    }
    return why;
  }

  /**
   * Reads what a variant makes of the scenario; a problem elsewhere in the file names the variant.
   */
  private Scenario inside(String label, Node.Mapping variant, Node.Mapping patched) {
    try {
      return scenario(patched);
    } catch (Problem e) {
      throw e.isWithin(variant) ? e : e.because("with " + label);
    }
  }
}
