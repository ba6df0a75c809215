package tailback.experiment;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What all runs together measured in a part of the run. */
final class SpanPool {

  private final List<EndpointPool> endpoints = new ArrayList<>();
  private final EndpointPool all = new EndpointPool();
  private final Map<String, LevelPool> levels = new LinkedHashMap<>();
  private final Counters counters = new Counters();
  private double nanos;

  SpanPool(int numberOfEndpoints) {
    for (int i = 0; i < numberOfEndpoints; i++) {
      endpoints.add(new EndpointPool());
    }
  }

  /** Adds the span of the next run. */
  void add(Span span, Iterable<String> resources) {
    for (int i = 0; i < endpoints.size(); i++) {
      endpoints.get(i).add(span.endpoint(i));
    }
    all.add(span.all());
    for (String resource : resources) {
      Span.Levels measured = span.levels(resource);
      if (measured != null) {
        levels.computeIfAbsent(resource, name -> new LevelPool()).add(measured);
      }
    }
    if (span.length() > 0) {
      counters.add(span.counters());
    }
    nanos += span.length();
  }

  EndpointPool endpoint(int number) {
    return number < 0 ? all : endpoints.get(number);
  }

  /** What a resource measured: levels averaged, counts added up. Null when no run came so far. */
  Span.Levels levels(String resource) {
    LevelPool pool = levels.get(resource);
    return pool == null ? null : pool.levels();
  }

  /** What the parts counted in it, in all runs together. */
  Counters counters() {
    return counters;
  }

  /** How long it was in all runs together, nanoseconds. */
  double nanos() {
    return nanos;
  }

  private static final class LevelPool {
    private final DoubleSummaryStatistics busy = new DoubleSummaryStatistics();
    private final DoubleSummaryStatistics waiting = new DoubleSummaryStatistics();
    private final DoubleSummaryStatistics capacity = new DoubleSummaryStatistics();
    private long arrivals;
    private long rejections;

    void add(Span.Levels levels) {
      busy.accept(levels.busy());
      waiting.accept(levels.waiting());
      capacity.accept(levels.capacity());
      arrivals += levels.arrivals();
      rejections += levels.rejections();
    }

    Span.Levels levels() {
      return new Span.Levels(
          busy.getAverage(), waiting.getAverage(), capacity.getAverage(), arrivals, rejections);
    }
  }
}
