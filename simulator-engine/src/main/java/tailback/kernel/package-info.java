/**
 * The kernel: a clock, events declared once and scheduled many times, and random streams. It has
 * never heard of HTTP.
 *
 * <p>A single-server queue with exponential arrivals and services, M/M/1, is:
 *
 * <pre>{@code
 * final class SingleServer {
 *   final Simulation simulation = new Simulation(1);
 *   final Stream gaps = simulation.stream("clients", "gap");
 *   final Stream works = simulation.stream("server", "work");
 *   final Event<Void> arrival = simulation.event("arrival", this::onArrival);
 *   final Event<Void> departure = simulation.event("departure", this::onDeparture);
 *   final Level present = new Level(simulation);
 *
 *   void onArrival(Void nobody) {
 *     arrival.in(Distribution.exponential(1_000_000).sample(gaps), null);
 *     if (present.add(1) == 1) departure.in(Distribution.exponential(800_000).sample(works), null);
 *   }
 *
 *   void onDeparture(Void nobody) {
 *     if (present.add(-1) > 0) departure.in(Distribution.exponential(800_000).sample(works), null);
 *   }
 * }
 * }</pre>
 *
 * {@code arrival.now(null)}, {@code simulation.runUntil(…)}, and {@code present.mean()} is ρ / (1 -
 * ρ) = 4.
 */
package tailback.kernel;
