package tailback.scenario;

import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tailback.program.Step;

/** Reads lists of steps: each is a map of one key, the step's name, with a short or a long form. */
final class Steps {

  private static final double EXACT = 1e-6;

  private static final Map<String, Class<? extends Record>> KINDS = kinds();

  private final Binder binder;

  Steps(Binder binder) {
    this.binder = binder;
  }

  private static Map<String, Class<? extends Record>> kinds() {
    Map<String, Class<? extends Record>> kinds = new LinkedHashMap<>();
    for (Class<?> step : Step.class.getPermittedSubclasses()) {
      kinds.put(Shape.snakeCase(step.getSimpleName()), step.asSubclass(Record.class));
    }
    return Collections.unmodifiableMap(kinds);
  }

  /** Every step, by its name in the file. */
  static Map<String, Class<? extends Record>> all() {
    return KINDS;
  }

  /** Reads a list of steps. */
  List<Step> list(Node node, String label) {
    if (!(node instanceof Node.Sequence sequence)) {
      throw new Problem(
          node.place(), label + " takes a list of steps, not " + node.sort(), "begin with '- '");
    }
    List<Step> steps = new ArrayList<>();
    for (Node item : sequence.items()) {
      steps.add(step(item, label));
    }
    return Collections.unmodifiableList(steps);
  }

  private Step step(Node node, String label) {
    if (node instanceof Node.Scalar scalar && KINDS.containsKey(scalar.text())) {
      throw new Problem(
          node.place(), scalar.text() + " has no value", "write a ':' and what it takes");
    }
    if (!(node instanceof Node.Mapping mapping)) {
      throw new Problem(
          node.place(),
          "a step of " + label + " is a map such as { cpu: 4ms }, not " + node.sort());
    }
    if (mapping.entries().isEmpty()) {
      throw new Problem(node.place(), "a step of " + label + " is an empty map");
    }
    List<Node.Entry> entries = List.copyOf(mapping.entries().values());
    Node.Scalar name = entries.get(0).key();
    Class<? extends Record> type = KINDS.get(name.text());
    if (type == null) {
      throw new Problem(
          name.place(),
          "unknown step " + Words.quote(name.text()),
          Words.suggest(name.text(), KINDS.keySet()));
    }
    if (entries.size() > 1) {
      Node.Scalar second = entries.get(1).key();
      throw new Problem(
          second.place(),
          "a step is one key, and this one has "
              + Words.quote(name.text())
              + " and "
              + Words.quote(second.text()),
          KINDS.containsKey(second.text())
              ? "begin the second with its own '- '"
              : "write " + name.text() + ": { …, " + Words.oneLine(second.text()) + ": … }");
    }
    return step(name.text(), type, entries.get(0).value());
  }

  private Step step(String name, Class<? extends Record> type, Node value) {
    if (type == Step.Choose.class) {
      return choose(value);
    }
    if (value instanceof Node.Mapping) {
      return (Step) binder.record(value, type, name);
    }
    Shape shape = Shape.of(type);
    Shape.Key first = shape.first();
    boolean list = first.type() instanceof ParameterizedType;
    if (value instanceof Node.Scalar scalar && scalar.isNothing()
        || list != (value instanceof Node.Sequence)) {
      throw new Problem(
          value.place(),
          name + " takes " + (list ? "a list of steps" : first.meaning()) + ", not " + value.sort(),
          "its keys are " + Words.list(shape.names()));
    }
    Node.Scalar key = new Node.Scalar(value.place(), first.name(), false);
    Node.Mapping written =
        new Node.Mapping(value.place(), Map.of(first.name(), new Node.Entry(key, value)));
    return (Step) binder.record(written, type, name);
  }

  private Step choose(Node node) {
    List<Step.Way> ways = new ArrayList<>();
    if (node instanceof Node.Sequence sequence) {
      for (Node item : sequence.items()) {
        ways.add(binder.record(item, Step.Way.class, "a way of choose"));
      }
    } else {
      for (Node.Entry entry : Binder.mapping(node, "choose").entries().values()) {
        ways.add(way(entry));
      }
    }
    double sum = ways.stream().mapToDouble(Step.Way::share).sum();
    if (Math.abs(sum - 1) > EXACT) {
      throw new Problem(
          node.place(), "the shares of choose add up to " + Prose.percent(sum) + ", not to 100%");
    }
    return (Step)
        binder.make(
            Step.Choose.class, new Object[] {Collections.unmodifiableList(ways)}, node, "choose");
  }

  private Step.Way way(Node.Entry entry) {
    try {
      double share = Quantity.share(entry.key().text());
      Object[] values = {share, list(entry.value(), entry.key().text() + " of choose")};
      return (Step.Way) binder.make(Step.Way.class, values, entry.value(), "choose");
    } catch (Misread e) {
      throw e.at(entry.key().place(), "a share of choose");
    }
  }
}
