package tailback.cli.bench;

import java.util.ArrayDeque;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.kernel.Stream;
import tailback.queueing.Distribution;

/**
 * Poisson arrivals, 200/s → one of 9 workers for 5 ms → one of 20 connections for 20 ms, the worker
 * held meanwhile → both released. The check is the mean sojourn in milliseconds: 25.4.
 */
final class WebPipeline implements Model {

  private static final double MILLISECOND = 1e6;
  private static final Distribution GAPS = Distribution.exponential(5 * MILLISECOND);
  private static final Distribution WORKS = Distribution.exponential(5 * MILLISECOND);
  private static final Distribution QUERIES = Distribution.exponential(20 * MILLISECOND);

  private final long requests;

  WebPipeline(long requests) {
    this.requests = requests;
  }

  @Override
  public Round run(long seed) {
    long began = System.nanoTime();
    Run run = new Run(new Simulation(seed), requests);
    run.simulation.runUntil(Long.MAX_VALUE);
    return Round.since(began, requests, run.sum / MILLISECOND / requests);
  }

  private static final class Page {
    long arrived;
    Page next;
  }

  private static final class Run {
    final Simulation simulation;
    final Stream gaps;
    final Stream works;
    final Stream queries;
    final Event<Void> arrival;
    final Event<Page> worked;
    final Event<Page> answered;
    final ArrayDeque<Page> forWorker = new ArrayDeque<>();
    final ArrayDeque<Page> forConnection = new ArrayDeque<>();
    Page free;
    int workers = 9;
    int connections = 20;
    long left;
    double sum;

    Run(Simulation simulation, long requests) {
      this.simulation = simulation;
      left = requests;
      gaps = simulation.stream("clients", "gap");
      works = simulation.stream("worker", "work");
      queries = simulation.stream("database", "query");
      arrival = simulation.event("arrival", this::onArrival);
      worked = simulation.event("worked", this::onWorked);
      answered = simulation.event("answered", this::onAnswered);
      arrival.in(GAPS.sample(gaps), null);
    }

    void onArrival(Void nobody) {
      Page page = free;
      if (page == null) {
        page = new Page();
      } else {
        free = page.next;
      }
      page.arrived = simulation.now();
      if (workers > 0) {
        workers--;
        work(page);
      } else {
        forWorker.add(page);
      }
      if (--left > 0) {
        arrival.in(GAPS.sample(gaps), null);
      }
    }

    void work(Page page) {
      worked.in(WORKS.sample(works), page);
    }

    void onWorked(Page page) {
      if (connections > 0) {
        connections--;
        query(page);
      } else {
        forConnection.add(page);
      }
    }

    void query(Page page) {
      answered.in(QUERIES.sample(queries), page);
    }

    void onAnswered(Page page) {
      sum += simulation.now() - page.arrived;
      page.next = free;
      free = page;
      if (forConnection.isEmpty()) {
        connections++;
      } else {
        query(forConnection.poll());
      }
      if (forWorker.isEmpty()) {
        workers++;
      } else {
        work(forWorker.poll());
      }
    }
  }
}
