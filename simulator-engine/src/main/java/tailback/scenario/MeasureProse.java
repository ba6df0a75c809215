package tailback.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tailback.scenario.Expectation.Unit;

/** Measures in words, such as {@code errors("slots", checkout)}. */
final class MeasureProse {

  /** What stands between the brackets of a measure. */
  private enum Takes {
    ENDPOINT,
    ERRORS,
    STATUS,
    RESOURCE,
    KEY,
    PART,
    GROUP,
    HOST,
    OWNER,
    OWNER_OR_ALL,
    CONDITION,
    COUNTED,
    EFFECT
  }

  private record Form(Takes takes, Set<Unit> units) {}

  private static final Map<String, Form> FORMS = forms();
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

  private final Names names;

  MeasureProse(Names names) {
    this.names = names;
  }

  private static Map<String, Form> forms() {
    Map<String, Form> forms = new LinkedHashMap<>();
    for (String name : List.of("p50", "p90", "p95", "p99", "p999", "mean", "max")) {
      forms.put(name, new Form(Takes.ENDPOINT, Set.of(Unit.TIME)));
    }
    for (String name : List.of("p50", "p90", "p95", "p99", "p999", "mean", "max")) {
      forms.put(name + "_failed", new Form(Takes.ENDPOINT, Set.of(Unit.TIME)));
    }
    forms.put("rate", new Form(Takes.ENDPOINT, Set.of(Unit.RATE)));
    forms.put("errors", new Form(Takes.ERRORS, Set.of(Unit.SHARE, Unit.NUMBER)));
    forms.put("statuses", new Form(Takes.STATUS, Set.of(Unit.SHARE, Unit.NUMBER)));
    forms.put("stale", new Form(Takes.ENDPOINT, Set.of(Unit.SHARE, Unit.NUMBER)));
    forms.put("queries", new Form(Takes.ENDPOINT, Set.of(Unit.NUMBER)));
    forms.put("attempts", new Form(Takes.ENDPOINT, Set.of(Unit.NUMBER)));
    forms.put("utilisation", new Form(Takes.RESOURCE, Set.of(Unit.SHARE)));
    forms.put("wait", new Form(Takes.RESOURCE, Set.of(Unit.TIME)));
    for (String name : List.of("queue", "busy", "peak", "peak_queue")) {
      forms.put(name, new Form(Takes.RESOURCE, Set.of(Unit.NUMBER)));
    }
    forms.put("rejected", new Form(Takes.RESOURCE, Set.of(Unit.SHARE, Unit.NUMBER)));
    forms.put("hit", new Form(Takes.KEY, Set.of(Unit.SHARE)));
    forms.put("misses", new Form(Takes.KEY, Set.of(Unit.NUMBER)));
    forms.put("kills", new Form(Takes.PART, Set.of(Unit.NUMBER)));
    forms.put("logouts", new Form(Takes.COUNTED, Set.of(Unit.NUMBER)));
    forms.put("effects", new Form(Takes.EFFECT, Set.of(Unit.NUMBER)));
    forms.put("orphans", new Form(Takes.EFFECT, Set.of(Unit.NUMBER)));
    forms.put("deadlocks", new Form(Takes.PART, Set.of(Unit.NUMBER)));
    forms.put("disconnects", new Form(Takes.GROUP, Set.of(Unit.NUMBER)));
    forms.put("ooms", new Form(Takes.OWNER_OR_ALL, Set.of(Unit.NUMBER)));
    forms.put("memory", new Form(Takes.OWNER, Set.of(Unit.SIZE)));
    forms.put("credits", new Form(Takes.HOST, Set.of(Unit.NUMBER)));
    forms.put("cost", new Form(Takes.HOST, Set.of(Unit.NUMBER)));
    forms.put("evictions", new Form(Takes.PART, Set.of(Unit.NUMBER)));
    forms.put("first", new Form(Takes.CONDITION, Set.of(Unit.TIME)));
    return forms;
  }

  /** The names of all measures. */
  static Set<String> all() {
    return FORMS.keySet();
  }

  /** Whether it can be measured in a part of a run. */
  static boolean takesWindow(String measure) {
    return switch (FORMS.get(measure).takes) {
      case ENDPOINT, ERRORS, STATUS, KEY, PART, GROUP, HOST, OWNER_OR_ALL, COUNTED, EFFECT -> true;
      case RESOURCE -> List.of("utilisation", "queue", "busy", "rejected").contains(measure);
      case OWNER, CONDITION -> false;
    };
  }

  /** The units that a bound of the measure may have. */
  static Set<Unit> units(String measure) {
    return FORMS.get(measure).units;
  }

  /** The unit in which a measure is compared with another: a share where it may be one. */
  static Unit usualUnit(String measure) {
    Set<Unit> units = units(measure);
    return units.contains(Unit.SHARE) ? Unit.SHARE : units.iterator().next();
  }

  /** A measure at the beginning of a text, and what follows it. */
  record Leading(Measure measure, String rest) {}

  /**
   * Reads the measure that a text begins with.
   *
   * @param example what to write, should there be none
   * @param unclosed what to do about a bracket that is not closed
   */
  Leading leading(String text, String example, String unclosed) {
    Matcher name = NAME.matcher(text);
    if (!name.lookingAt()) {
      throw new Misread(Words.quote(text) + " does not begin with a measure", example);
    }
    int end = name.end();
    String inside = null;
    if (end < text.length() && text.charAt(end) == '(') {
      int closing = closing(text, end, unclosed);
      inside = text.substring(end + 1, closing).strip();
      end = closing + 1;
    }
    return new Leading(read(name.group(), inside), text.substring(end).strip());
  }

  private static int closing(String text, int opening, String suggestion) {
    int depth = 0;
    boolean quoted = false;
    for (int i = opening; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted ^= c == '"';
      if (!quoted && c == '(') {
        depth++;
      } else if (!quoted && c == ')' && --depth == 0) {
        return i;
      }
    }
    throw new Misread("a bracket or quote of " + Words.quote(text) + " is not closed", suggestion);
  }

  /**
   * Reads a measure.
   *
   * @param name its name
   * @param inside what stands between its brackets; null without brackets
   */
  Measure read(String name, String inside) {
    Form form = FORMS.get(name);
    if (form == null) {
      throw new Misread(
          "unknown measure " + Words.quote(name), Words.suggest(name, FORMS.keySet()));
    }
    return switch (form.takes) {
      case ENDPOINT -> requests(name, inside);
      case ERRORS -> errors(name, inside);
      case STATUS -> statuses(name, inside);
      case RESOURCE -> new Measure(name, resource(name, inside), null, 0, null);
      case KEY -> new Measure(name, key(name, inside), null, 0, null);
      case PART -> new Measure(name, part(name, inside), null, 0, null);
      case COUNTED -> new Measure(name, endpoint(name, inside), null, 0, null);
      case EFFECT -> new Measure(name, effect(name, inside), null, 0, null);
      case GROUP -> new Measure(name, group(name, inside), null, 0, null);
      case HOST -> new Measure(name, host(name, inside), null, 0, null);
      case OWNER_OR_ALL ->
          new Measure(name, inside == null ? null : owner(name, inside), null, 0, null);
      case OWNER -> new Measure(name, owner(name, inside), null, 0, null);
      case CONDITION -> first(name, inside);
    };
  }

  private String endpoint(String name, String inside) {
    if (inside == null) {
      return null;
    }
    String endpoint = arguments(name, inside, 1).get(0);
    names.endpoint(endpoint);
    return endpoint;
  }

  private Measure requests(String name, String inside) {
    List<String> arguments = inside == null ? List.of() : arguments(name, inside, 2);
    return of(new Measure(name, null, null, 0, null), arguments);
  }

  /** The same of an endpoint, of a group of clients, or of the one from the other. */
  private Measure of(Measure measure, List<String> arguments) {
    String endpoint = null;
    String group = null;
    for (String argument : arguments) {
      if (!names.isGroup(argument)) {
        names.endpoint(argument);
      }
      if (names.isGroup(argument) && group == null) {
        group = argument;
      } else if (!names.isGroup(argument) && endpoint == null) {
        endpoint = argument;
      } else {
        throw new Misread(
            Words.quote(String.join(", ", arguments))
                + " names two "
                + (names.isGroup(argument) ? "groups of clients" : "endpoints"),
            "name one, or one and a group of clients");
      }
    }
    return new Measure(measure.name(), endpoint, measure.text(), measure.status(), null).by(group);
  }

  private Measure errors(String name, String inside) {
    List<String> arguments = inside == null ? List.of() : arguments(name, inside, 3);
    List<String> others = new ArrayList<>();
    String text = null;
    for (String argument : arguments) {
      if (argument.startsWith("\"") && text == null) {
        text = unquoted(argument);
      } else {
        others.add(argument);
      }
    }
    return of(new Measure(name, null, text, 0, null), others);
  }

  private static String unquoted(String argument) {
    if (argument.length() < 3 || !argument.endsWith("\"")) {
      throw new Misread(argument + " is not a text in quotes");
    }
    return argument.substring(1, argument.length() - 1);
  }

  private Measure statuses(String name, String inside) {
    List<String> arguments = inside == null ? List.of() : arguments(name, inside, 3);
    if (arguments.isEmpty()) {
      throw new Misread("statuses of which status?", "write such as statuses(502)");
    }
    int status = status(arguments.get(0));
    return of(new Measure(name, null, null, status, null), arguments.subList(1, arguments.size()));
  }

  /** An HTTP status. */
  static int status(String text) {
    if (!text.matches("[1-5]\\d\\d")) {
      throw new Misread(Words.quote(text) + " is not an HTTP status", "write one such as 502");
    }
    return Integer.parseInt(text);
  }

  private String resource(String name, String inside) {
    if (inside == null) {
      throw new Misread(name + " of what?", "write such as " + name + "(gunicorn.workers)");
    }
    List<String> arguments = arguments(name, inside, 1);
    names.resource(arguments.get(0));
    return arguments.get(0);
  }

  private String key(String name, String inside) {
    if (inside == null) {
      throw new Misread(name + " of which key?", "write such as " + name + "(page)");
    }
    return names.keys(arguments(name, inside, 1).get(0));
  }

  private String effect(String name, String inside) {
    if (inside == null) {
      return null;
    }
    String kind = arguments(name, inside, 1).get(0);
    if (!kind.startsWith("\"")) {
      throw new Misread(
          Words.quote(kind) + " of " + name + " is not a text in quotes",
          "write such as " + name + "(\"email\")");
    }
    names.effect(unquoted(kind));
    return unquoted(kind);
  }

  private String part(String name, String inside) {
    if (inside == null) {
      return null;
    }
    List<String> arguments = arguments(name, inside, 1);
    names.part(arguments.get(0));
    return arguments.get(0);
  }

  private String group(String name, String inside) {
    if (inside == null) {
      return null;
    }
    String group = arguments(name, inside, 1).get(0);
    names.group(group);
    return group;
  }

  private String owner(String name, String inside) {
    if (inside == null) {
      throw new Misread(name + " of what?", "write such as " + name + "(gunicorn)");
    }
    List<String> arguments = arguments(name, inside, 1);
    names.owner(arguments.get(0));
    return arguments.get(0);
  }

  private String host(String name, String inside) {
    if (inside == null) {
      return null;
    }
    List<String> arguments = arguments(name, inside, 1);
    names.host(arguments.get(0));
    return arguments.get(0);
  }

  private Measure first(String name, String inside) {
    if (inside == null) {
      throw new Misread("first what?", "write such as first(queue(pgbouncer) > 20) < 30s");
    }
    boolean answer = inside.startsWith("\"") || inside.matches("\\d+");
    String condition = answer ? "first " + inside : inside;
    return new Measure(name, null, null, 0, new ConditionProse(names).read(condition));
  }

  private static List<String> arguments(String name, String inside, int most) {
    List<String> arguments = new ArrayList<>();
    StringBuilder argument = new StringBuilder();
    boolean quoted = false;
    for (char c : inside.toCharArray()) {
      quoted ^= c == '"';
      if (c == ',' && !quoted) {
        arguments.add(argument.toString().strip());
        argument.setLength(0);
      } else {
        argument.append(c);
      }
    }
    arguments.add(argument.toString().strip());
    if (arguments.size() > most || arguments.contains("")) {
      throw new Misread(
          name
              + " takes "
              + (most == 1 ? "one thing" : "at most " + (most == 2 ? "two" : "three") + " things")
              + " between its brackets, not "
              + Words.quote(inside));
    }
    return arguments;
  }
}
