package tailback.component.edge;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tailback.component.Assembly;
import tailback.component.Role;

/** What holds for each endpoint: the rules of its location, or those of the server. */
final class Locations {

  private final List<String> endpoints;
  private final Nginx.Settings settings;
  private final Assembly assembly;
  private final Sticky.Cookies[] cookies;
  private final Rules server;
  private final Rules[] rules;

  /**
   * The locations of these settings.
   *
   * @param before those until then, whose zones are kept; null at the start
   */
  Locations(Nginx.Settings settings, Assembly assembly, Locations before) {
    this.settings = settings;
    this.assembly = assembly;
    endpoints = assembly.endpoints();
    server =
        new Rules(settings, Location.SERVER, null, assembly, before == null ? null : before.server);
    rules = new Rules[endpoints.size()];
    Arrays.fill(rules, server);
    all()
        .forEach(
            (endpoint, location) -> rules[number(endpoint)] = rules(location, endpoint, before));
    cookies = before == null ? new Sticky.Cookies[endpoints.size() + 1] : before.cookies;
  }

  private Map<String, Location> all() {
    return settings.location() == null ? Map.of() : settings.location();
  }

  private int number(String endpoint) {
    return endpoints.indexOf(endpoint);
  }

  private Rules rules(Location location, String endpoint, Locations before) {
    Rules old = before == null ? null : before.rules[number(endpoint)];
    boolean own = old != null && old != before.server;
    return new Rules(settings, location, server, assembly, own ? old : null);
  }

  /** What holds for an endpoint. */
  Rules of(int endpoint) {
    return rules[endpoint];
  }

  // ---- the servers behind

  /** The servers behind each endpoint, as one process sees them, or all. */
  Upstream[] upstreams() {
    Upstream[] upstreams = new Upstream[endpoints.size()];
    Arrays.fill(upstreams, upstream(names(), endpoints.size()));
    all()
        .forEach(
            (endpoint, location) -> {
              if (location.proxyPass() != null) {
                upstreams[number(endpoint)] = upstream(location.proxyPass(), number(endpoint));
              }
            });
    return upstreams;
  }

  private Upstream upstream(List<String> names, int block) {
    if (cookies[block] == null) {
      cookies[block] = new Sticky.Cookies();
    }
    return Upstream.of(names, settings, assembly, cookies[block]);
  }

  /** Those that are named, or all that no location has for itself. */
  private List<String> names() {
    if (settings.upstream() != null && !settings.upstream().isEmpty()) {
      return settings.upstream();
    }
    List<String> servers = assembly.withRole(Role.APP_SERVER);
    List<String> others = servers.stream().filter(name -> !isPassed(name)).toList();
    return others.isEmpty() ? servers : others;
  }

  private boolean isPassed(String name) {
    return all().values().stream()
        .anyMatch(each -> each.proxyPass() != null && each.proxyPass().contains(name));
  }
}
