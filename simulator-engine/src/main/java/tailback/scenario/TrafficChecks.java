package tailback.scenario;

import java.util.List;
import java.util.Map;
import tailback.component.Deployment;
import tailback.component.client.Arrivals;
import tailback.component.client.Paths;
import tailback.component.client.Recording;
import tailback.component.client.TrafficSettings;
import tailback.program.TraceColumn;
import tailback.queueing.Distribution;

/** Checks that what a group of clients asks for is there, and that its settings go together. */
final class TrafficChecks {

  private static final int MOST_ATTEMPTS = 100;

  /** As many requests may follow one another. */
  private static final int MOST_REDIRECTS = 7;

  private static final List<String> OUTCOMES = List.of("timeout", "refused", "reset");
  private static final double EXACT = 1e-6;

  private final Deployment deployment;
  private final Binder binder;
  private final String name;
  private final TrafficSettings group;

  TrafficChecks(Deployment deployment, Binder binder, String name, TrafficSettings group) {
    this.deployment = deployment;
    this.binder = binder;
    this.name = name;
    this.group = group;
  }

  /** Checks everything. */
  void all() {
    profile();
    clients();
    if (group.websocket() != null) {
      websocket();
    } else if (group.arrivals() instanceof Arrivals.Trace trace) {
      recording(trace.recording());
    } else {
      requests();
    }
  }

  private void profile() {
    List<TrafficSettings.Point> points = group.profile();
    if (points == null) {
      return;
    }
    Place place = binder.place(group, "profile");
    if (group.arrivals() instanceof Arrivals.Closed) {
      throw new Problem(
          place, "traffic." + name + " has a 'profile', but closed arrivals have no rate");
    }
    if (points.isEmpty()) {
      throw new Problem(place, "the profile of traffic." + name + " has no points");
    }
    for (int i = 1; i < points.size(); i++) {
      if (points.get(i).at().compareTo(points.get(i - 1).at()) <= 0) {
        throw new Problem(
            binder.place(points.get(i), "at"),
            "the profile of traffic." + name + " goes back in time here");
      }
    }
  }

  private void clients() {
    notFromTrace("timeout", group.timeout());
    if (group.then() != null) {
      then();
    }
    if (group.network() != null) {
      notFromTrace("network", group.network().rtt());
    }
    if (group.retries() != null) {
      retries(group.retries());
    }
    if (group.session() == null) {
      return;
    }
    boolean closed = group.arrivals() instanceof Arrivals.Closed || group.websocket() != null;
    if (closed == (group.session().users() != null)) {
      throw new Problem(
          binder.place(group, "session"),
          "the session of traffic."
              + name
              + (closed ? " has 'users', but closed arrivals have their own" : " needs 'users'"),
          closed ? "leave it out" : "write such as { users: 500, length: 20m }");
    }
  }

  private void then() {
    group
        .then()
        .forEach(
            (from, to) -> {
              Place place = binder.keyPlace(group, "then", from);
              endpoint(from, place);
              endpoint(to, place);
              String next = to;
              for (int steps = 1; next != null; steps++) {
                if (steps > MOST_REDIRECTS) {
                  throw new Problem(
                      place,
                      "then of traffic."
                          + name
                          + ": more than "
                          + MOST_REDIRECTS
                          + " requests in a"
                          + " row follow "
                          + Words.quote(from));
                }
                next = group.then().get(next);
              }
            });
  }

  private void websocket() {
    for (String key : List.of("arrivals", "requests", "then", "paths", "retries")) {
      if (Components.value(group, key) != null) {
        throw new Problem(
            binder.place(group, key),
            "traffic." + name + " has both 'websocket' and " + Words.quote(key),
            "what comes over a websocket is under its 'messages'");
      }
    }
    if (group.connection() == TrafficSettings.Connection.KEEPALIVE) {
      throw new Problem(
          binder.place(group, "connection"),
          "traffic." + name + " has a 'websocket', which stays open in any case");
    }
    TrafficSettings.WebSocket socket = group.websocket();
    notFromTrace("websocket", socket.reconnect());
    if (socket.messages().isEmpty()) {
      throw new Problem(
          binder.place(socket, "messages"),
          "no messages come over the websocket of traffic." + name);
    }
    socket
        .messages()
        .forEach(
            (endpoint, when) -> {
              Place place = binder.keyPlace(socket, "messages", endpoint);
              endpoint(endpoint, place);
              if (when instanceof Arrivals.Trace
                  || when instanceof Arrivals.Closed closed && closed.users() != 1) {
                throw new Problem(
                    place,
                    "messages of traffic." + name + " are those of one connection each",
                    "write such as 'closed think exponential 1s' or 'poisson 0.2/s'");
              }
            });
  }

  private void retries(TrafficSettings.Retries retries) {
    if (retries.attempts() > MOST_ATTEMPTS) {
      throw new Problem(
          binder.place(retries, "attempts"),
          "attempts of traffic." + name + ": more than " + MOST_ATTEMPTS + " are too many");
    }
    for (String outcome : retries.outcomes()) {
      if (!OUTCOMES.contains(outcome) && !outcome.matches("[1-5](xx|\\d\\d)")) {
        throw new Problem(
            binder.place(retries, "when"),
            "when of retries of traffic." + name + ": " + Words.quote(outcome) + " is no outcome",
            "write timeout, refused, reset, a status such as 503, or 5xx");
      }
    }
  }

  private void notFromTrace(String key, Distribution law) {
    if (law instanceof TraceColumn) {
      throw new Problem(
          binder.place(group, key),
          key + " of traffic." + name + ": a column of a trace is for steps, not for clients");
    }
  }

  private void requests() {
    if (group.paths() != null) {
      throw new Problem(
          binder.place(group, "paths"),
          "traffic." + name + " has 'paths', but only the requests of a trace have one");
    }
    double sum = 0;
    for (Map.Entry<String, Double> request : group.requests().entrySet()) {
      endpoint(request.getKey(), binder.keyPlace(group, "requests", request.getKey()));
      sum += request.getValue();
    }
    if (Math.abs(sum - 1) > EXACT) {
      throw new Problem(
          binder.place(group, "requests"),
          "the requests of traffic." + name + " add up to " + Prose.percent(sum) + ", not to 100%");
    }
  }

  private void recording(Recording recording) {
    if (group.requests() != null) {
      throw new Problem(
          binder.place(group, "requests"),
          "traffic." + name + " has 'requests', but its trace names the endpoint of each request");
    }
    if (group.profile() != null) {
      throw new Problem(
          binder.place(group, "profile"),
          "traffic." + name + " has a 'profile', but its trace says when each request arrives");
    }
    paths();
    Paths paths = new Paths(group.paths(), deployment.endpoints().keySet());
    for (String request : recording.request()) {
      if (paths.endpoint(request) == null) {
        boolean isPath = request.indexOf('/') >= 0;
        throw new Problem(
            binder.place(group, "arrivals"),
            recording.file()
                + " asks for "
                + (isPath
                    ? request + ", which is no endpoint"
                    : "the unknown endpoint " + Words.quote(request)),
            isPath
                ? "give it one with 'paths: { /the/beginning/of/its/path: endpoint }'"
                : Words.suggest(request, deployment.endpoints().keySet()));
      }
    }
  }

  private void paths() {
    if (group.paths() == null) {
      return;
    }
    group
        .paths()
        .forEach(
            (path, endpoint) -> {
              Place place = binder.keyPlace(group, "paths", path);
              if (!path.matches("([A-Z]+ )?/\\S*")) {
                throw new Problem(
                    place,
                    Words.quote(path) + " is not the beginning of a path",
                    "write such as /orders, or POST /orders");
              }
              endpoint(endpoint, place);
            });
  }

  private void endpoint(String endpoint, Place place) {
    if (!deployment.endpoints().containsKey(endpoint)) {
      throw new Problem(
          place,
          "unknown endpoint " + Words.quote(endpoint) + " of traffic." + name,
          Words.suggest(endpoint, deployment.endpoints().keySet()));
    }
  }
}
