package tailback.component.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which endpoint a recorded request means: the one of its name; else the one whose path is the
 * longest beginning of its own, whole segments at a time, a path with a method before one without.
 * Paths are those of {@code paths}, and the names of endpoints that are paths themselves.
 */
public final class Paths {

  private final Collection<String> endpoints;
  private final List<Rule> rules = new ArrayList<>();
  private final Map<String, String> known = new HashMap<>();

  private record Rule(String method, String path, String endpoint) {

    boolean covers(String asked, String by) {
      return (method == null || method.equals(by))
          && asked.startsWith(path)
          && (path.endsWith("/")
              || asked.length() == path.length()
              || asked.charAt(path.length()) == '/');
    }

    boolean beats(Rule other) {
      return other == null
          || path.length() > other.path.length()
          || path.length() == other.path.length() && method != null && other.method == null;
    }
  }

  /**
   * The endpoints of a scenario.
   *
   * @param paths beginnings of paths, with or without a method, and their endpoints; null for none
   */
  public Paths(Map<String, String> paths, Collection<String> endpoints) {
    this.endpoints = endpoints;
    if (paths != null) {
      paths.forEach(this::rule);
    }
    endpoints.forEach(name -> rule(name, name));
  }

  private void rule(String text, String endpoint) {
    int slash = text.indexOf('/');
    if (slash == 0) {
      rules.add(new Rule(null, text, endpoint));
    } else if (slash > 1 && text.charAt(slash - 1) == ' ') {
      rules.add(new Rule(text.substring(0, slash - 1), text.substring(slash), endpoint));
    }
  }

  /** The endpoint of a request such as {@code page} or {@code GET /orders/17}; null if none. */
  public String endpoint(String request) {
    return known.computeIfAbsent(request, this::find);
  }

  private String find(String request) {
    if (endpoints.contains(request)) {
      return request;
    }
    int space = request.indexOf(' ');
    String method = space < 0 ? null : request.substring(0, space);
    String path = request.substring(space + 1);
    Rule best = null;
    for (Rule rule : rules) {
      if (rule.covers(path, method) && rule.beats(best)) {
        best = rule;
      }
    }
    return best == null ? null : best.endpoint;
  }
}
