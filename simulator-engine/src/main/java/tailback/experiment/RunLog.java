package tailback.experiment;

import java.util.Collection;
import tailback.component.RequestLog;
import tailback.kernel.Simulation;
import tailback.program.Request;

/**
 * Takes down what becomes of the requests that arrive from time zero on, and checks each one's
 * account: the times in its waits and services must add up to its latency.
 */
final class RunLog implements RequestLog {

  private final Simulation simulation;
  private final long timeZero;
  private final long end;
  private EndpointLog[] endpoints;
  private EndpointLog all;
  private Watch watch;
  private Span[] spans = {};
  private Alerts alerts;
  private int places;
  private int tasks;
  private Outcomes outcomes;

  /** Null when nobody looks on. */
  private RequestLog onlooker;

  RunLog(Simulation simulation, long timeZero, long end) {
    this.simulation = simulation;
    this.timeZero = timeZero;
    this.end = end;
  }

  /** Begins, now that the places are known. Tasks are counted by themselves, after endpoints. */
  void begin(
      int numberOfEndpoints,
      int numberOfTasks,
      int numberOfPlaces,
      Watch watching,
      Collection<Span> measured) {
    spans = measured.toArray(Span[]::new);
    places = numberOfPlaces;
    watch = watching;
    tasks = numberOfEndpoints;
    endpoints = new EndpointLog[numberOfEndpoints + numberOfTasks];
    for (int i = 0; i < endpoints.length; i++) {
      endpoints[i] = new EndpointLog(timeZero, end, places);
    }
    all = numberOfEndpoints == 1 ? endpoints[0] : new EndpointLog(timeZero, end, places);
  }

  /** Also takes down there what becomes of each request. */
  void outcomes(Outcomes ends) {
    outcomes = ends;
  }

  /** Also tells that one of every request and every task, those of the warm-up included. */
  void onlooker(RequestLog told) {
    onlooker = told;
  }

  /** Also tells these what becomes of each request. */
  void alerts(Alerts rules) {
    alerts = rules;
  }

  @Override
  public void arrived(Request request) {
    if (onlooker != null) {
      onlooker.arrived(request);
    }
    if (request.arrived() >= timeZero) {
      EndpointLog endpoint = endpoints[request.endpoint()];
      endpoint.offered++;
      if (endpoint != all && request.endpoint() < tasks) {
        all.offered++;
      }
      for (Span span : spans) {
        span.arrived(request);
      }
    }
  }

  @Override
  public void sentAgain(Request request) {
    if (request.arrived() >= timeZero) {
      EndpointLog endpoint = endpoints[request.endpoint()];
      endpoint.retries++;
      if (endpoint != all && request.endpoint() < tasks) {
        all.retries++;
      }
      for (Span span : spans) {
        span.sentAgain(request);
      }
    }
  }

  @Override
  public void ended(Request request, int status) {
    audit(request);
    if (onlooker != null) {
      onlooker.ended(request, status);
    }
    if (request.arrived() >= timeZero) {
      EndpointLog endpoint = endpoints[request.endpoint()];
      endpoint.ended(request, status, simulation.now());
      if (endpoint != all && request.endpoint() < tasks) {
        all.ended(request, status, simulation.now());
      }
      for (Span span : spans) {
        span.ended(request, status, simulation.now());
      }
      if (outcomes != null && request.endpoint() < tasks) {
        outcomes.ended(request, status, simulation.now());
      }
    }
    if (alerts != null && request.endpoint() < tasks) {
      alerts.ended(request, status, simulation.now());
    }
    if (watch != null && request.endpoint() < tasks) {
      watch.ended(request, status);
    }
  }

  private void audit(Request request) {
    long sum = request.accounted();
    if (sum != simulation.now() - request.arrived()) {
      throw new IllegalStateException(
          "request "
              + request.number()
              + " took "
              + (simulation.now() - request.arrived())
              + " ns, its waits and services add up to "
              + sum
              + " ns");
    }
  }

  /** All endpoints together. */
  EndpointLog all() {
    return all;
  }

  EndpointLog endpoint(int number) {
    return endpoints[number];
  }
}
