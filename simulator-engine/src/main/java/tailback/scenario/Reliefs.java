package tailback.scenario;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tailback.component.Deployment;
import tailback.component.Part;
import tailback.component.Role;
import tailback.component.host.Instance;
import tailback.scenario.Relief.Way;

/**
 * Every way to relieve a resource or limit of a scenario: those of its parts, which their cards
 * know, of its hosts, of its clients and of its steps.
 */
final class Reliefs {

  private static final String HOST = "HOST";

  /** Each database, and each host that one runs on. */
  private static final String DATABASE = "DATABASE";

  private static final String DATABASE_HOST = "DATABASE_HOST";

  /** A machine of four times the size; its credits or its quota lifted. */
  private static final List<Card.Relief> OF_HOSTS =
      List.of(
          new Card.Relief("HOST.cpu", "cpus (1) × 4", "", ""),
          new Card.Relief("HOST.memory", "memory × 4", "", "HOST.oom_kills"),
          new Card.Relief("HOST.credits", "cpu_credits = unlimited", "", "HOST.credits_spent"),
          new Card.Relief("HOST.quota", "quota × 4", "", "HOST.quota_spent"));

  /** Clients that ask once. */
  private static final Card.Relief OF_CLIENTS =
      new Card.Relief("traffic.GROUP.retries", "retries.attempts = 1", "", "traffic.GROUP.retries");

  /** As many replicas as there may be, from the beginning. */
  private static final Card.Relief OF_SCALED_PARTS =
      new Card.Relief("PART.autoscale", "autoscale.min = MAX", "", "PART.scale_outs");

  private final Node.Mapping root;
  private final Deployment deployment;
  private final Cards cards;
  private final List<Relief> all = new ArrayList<>();

  private Reliefs(Node.Mapping root, Deployment deployment, Cards cards) {
    this.root = root;
    this.deployment = deployment;
    this.cards = cards;
  }

  /** All of them, front to back. */
  static List<Relief> of(Node.Mapping root, Deployment deployment, Cards cards) {
    Reliefs reliefs = new Reliefs(root, deployment, cards);
    deployment.traffic().keySet().forEach(reliefs::clients);
    deployment.stack().forEach(reliefs::part);
    deployment.hosts().keySet().forEach(reliefs::host);
    reliefs.all.addAll(new StepReliefs(root, deployment, cards).all());
    return List.copyOf(reliefs.all);
  }

  private void clients(String group) {
    if (deployment.traffic().get(group).retries() != null) {
      add(named(OF_CLIENTS, "GROUP", group), "traffic." + group, null);
    }
  }

  private void part(Part part) {
    Cards.Entry kind = cards.get(part.kind().name());
    for (Card.Relief written : kind.card().reliefs()) {
      boolean onHost = written.relieves().startsWith(HOST);
      if (goes(written.when(), part, kind) && (!onHost || part.host() != null)) {
        Card.Relief its = named(named(written, kind.card().name(), part.name()), HOST, part.host());
        its = touchedByEach(its, DATABASE, databases(Part::name));
        its = touchedByEach(its, DATABASE_HOST, databases(Part::host));
        if (written.touchedBy().isEmpty() || !its.touchedBy().isEmpty()) {
          add(its, part.name(), kind);
        }
      }
    }
    if (part.autoscale() != null) {
      Card.Relief its = named(OF_SCALED_PARTS, "PART", part.name());
      add(named(its, "MAX", Integer.toString(part.autoscale().max())), part.name(), null);
    }
  }

  private void host(String host) {
    Instance instance = deployment.hosts().get(host).instance();
    for (Card.Relief written : OF_HOSTS) {
      Card.Relief its = named(written, HOST, host);
      if (instance == null || written.set().startsWith("cpu_")) {
        boolean earns = instance != null && instance.burst() != null;
        if (earns || !written.set().startsWith("cpu_")) {
          add(its, "hosts." + host, null);
        }
      } else if (!written.set().startsWith("quota")) {
        all.add(larger(its, host, instance));
      }
    }
  }

  /** A size that cannot be rented: as the instance, but for four times its cores or memory. */
  private static Relief larger(Card.Relief written, String host, Instance instance) {
    boolean cores = written.set().startsWith("cpus");
    long memory = instance.memory().count();
    String path = "hosts." + host + ".";
    List<String> sets = new ArrayList<>();
    for (String key : List.of("instance", "credits", "cpu_credits")) {
      sets.add(path + key + "=null");
    }
    sets.add(path + "cpus=" + (cores ? 4 * instance.vcpus() : instance.vcpus()));
    sets.add(path + "memory=" + (cores ? memory : 4 * memory) + "B");
    if (instance.threadsPerCore() == 2) {
      sets.add(path + "hyperthreads=true");
    }
    String how = cores ? "cpus " + instance.vcpus() + " → " + 4 * instance.vcpus() : "memory × 4";
    return new Relief(written.relieves(), how, sets, touches(written), Way.ROOM);
  }

  private static Card.Relief named(Card.Relief written, String word, String name) {
    if (name == null) {
      return written;
    }
    return new Card.Relief(
        written.relieves().replaceFirst("\\b" + word + "\\b", name),
        word.equals("MAX") ? written.set().replace(word, name) : written.set(),
        written.when(),
        written.touchedBy().replaceAll("\\b" + word + "\\b", name));
  }

  private List<String> databases(Function<Part, String> what) {
    return deployment.stack().stream()
        .filter(part -> part.kind().role() == Role.DATABASE)
        .map(what)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  /** A sign that stands for as many as there are of these; for none where there are none. */
  private static Card.Relief touchedByEach(Card.Relief written, String word, List<String> names) {
    String signs =
        Arrays.stream(written.touchedBy().split(",\\s*"))
            .flatMap(
                sign ->
                    sign.startsWith(word + ".")
                        ? names.stream().map(name -> name + sign.substring(word.length()))
                        : Stream.of(sign))
            .collect(Collectors.joining(", "));
    return new Card.Relief(written.relieves(), written.set(), written.when(), signs);
  }

  /** Whether the part has the settings that a relief goes with. */
  private boolean goes(String when, Part part, Cards.Entry kind) {
    return Arrays.stream(when.split(";\\s*"))
        .filter(each -> !each.isEmpty())
        .allMatch(each -> has(each, part, kind));
  }

  private boolean has(String one, Part part, Cards.Entry kind) {
    String[] setting = one.split(":\\s*", 2);
    String value = value(part.name(), setting[0], kind, "");
    if (Components.value(part.settings(), setting[0]) instanceof Enum<?> constant) {
      value = Binder.word(constant);
    }
    if (setting.length == 1) {
      return value != null;
    }
    return value == null
        ? setting[1].equals("none")
        : Arrays.asList(setting[1].split(",\\s*")).contains(value);
  }

  private void add(Card.Relief written, String base, Cards.Entry kind) {
    List<String> sets = new ArrayList<>();
    List<String> how = new ArrayList<>();
    Way way = Way.ROOM;
    for (String one : written.set().split(",\\s*")) {
      Scaling scaling = Scaling.of(one);
      boolean elsewhere = scaling.directive().startsWith("stack.");
      String path = elsewhere ? scaling.directive() : base + "." + scaling.directive();
      String before = elsewhere ? null : value(base, scaling.directive(), kind, scaling.absent());
      String after = before == null && scaling.sign() != '=' ? null : scaling.after(text(before));
      if (after != null) {
        sets.add(path + "=" + after);
        overLater(path, scaling, sets);
        how.add(words(scaling, before, after));
        if (how.size() == 1 && scaling.sign() == '÷') {
          way = scaling.isFewer(text(before)) ? Way.FEWER : Way.SHORTER;
        }
      }
    }
    if (!sets.isEmpty()) {
      all.add(new Relief(written.relieves(), String.join(", ", how), sets, touches(written), way));
    }
  }

  /** Such as {@code workers 4 → 16}; a law is too long to be written twice. */
  private static String words(Scaling scaling, String before, String after) {
    if (before != null && before.contains(" ")) {
      return scaling.directive() + " " + scaling.sign() + " " + scaling.operand();
    }
    String from = before == null || before.isEmpty() ? "" : before + " → ";
    return scaling.directive() + " " + from + after;
  }

  private static String text(String before) {
    return before == null ? "" : before;
  }

  /** What the timeline sets later is relieved as well. */
  private void overLater(String path, Scaling scaling, List<String> sets) {
    if (!(root.get("timeline") instanceof Node.Sequence timeline)) {
      return;
    }
    for (int i = 0; i < timeline.items().size(); i++) {
      if (timeline.items().get(i) instanceof Node.Mapping change
          && change.get("set") instanceof Node.Mapping set) {
        for (String key : set.entries().keySet()) {
          String after = scaling.after(String.valueOf(set.get(key)));
          if (after != null && key.replaceFirst("^stack\\.", "").equals(path)) {
            sets.add("timeline." + i + ".set." + key + "=" + after);
          }
        }
      }
    }
  }

  /** What a directive says, or its default; null when neither is there. */
  private String value(String base, String directive, Cards.Entry kind, String absent) {
    Node.Mapping top =
        base.startsWith("hosts.") || base.startsWith("traffic.")
            ? root
            : (Node.Mapping) root.get("stack");
    Node node = top;
    for (String key : base.split("\\.", 2)) {
      node = child(node, key);
    }
    for (String key : directive.split("\\.")) {
      node = child(node, key);
    }
    if (node instanceof Node.Scalar scalar && !scalar.isNothing()) {
      return scalar.text();
    }
    if (node != null) {
      return node.toString();
    }
    Shape.Key key = kind == null ? null : kind.shape().keys().get(directive);
    String known = key == null ? null : key.absent();
    return known != null ? known : absent.isEmpty() ? null : absent;
  }

  private static Node child(Node node, String key) {
    return node instanceof Node.Mapping mapping ? mapping.get(key) : null;
  }

  private static List<String> touches(Card.Relief written) {
    return written.touchedBy().isEmpty() ? List.of() : List.of(written.touchedBy().split(",\\s*"));
  }
}
