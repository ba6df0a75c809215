package tailback.component.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tailback.component.Assembly;
import tailback.component.Model;
import tailback.component.RequestLog;
import tailback.component.Trial;
import tailback.kernel.Simulation;
import tailback.program.Request;

/** Which addresses and sessions requests come from, as whoever logs them sees it. */
final class PopulationTest {

  private final Map<Integer, Integer> byAddress = new HashMap<>();
  private final Map<Long, Set<Integer>> addressesOf = new HashMap<>();
  private final Set<Integer> distinct = new HashSet<>();

  private PopulationTest serve(String traffic, long seconds) {
    var deployment =
        Trial.of(
                """
                traffic: { %s }
                stack: { gunicorn: { worker_class: gevent, worker_connections: 1000 } }
                endpoints: { page: [ wait: 100ms ] }
                """
                    .formatted(traffic))
            .scenario()
            .deployment();
    Simulation simulation = new Simulation(1);
    Assembly assembly =
        new Assembly(
            deployment, simulation, Trial.of("").free().costs(), null, name -> wait -> {}, false);
    new Model(
            assembly,
            new RequestLog() {
              @Override
              public void arrived(Request request) {
                distinct.add(request.address());
                byAddress.merge(request.address(), 1, Integer::sum);
                addressesOf
                    .computeIfAbsent(request.session(), s -> new HashSet<>())
                    .add(request.address());
              }

              @Override
              public void ended(Request request, int status) {}
            },
            0)
        .start();
    simulation.runUntil(seconds * 1_000_000_000L);
    return this;
  }

  @Test
  void addresses_areDrawnEvenly() {
    serve("page: { arrivals: poisson 1000/s, addresses: 10 }", 10);
    assertThat(byAddress).hasSize(10);
    assertThat(byAddress.values())
        .as("1,000 ± 4.5 standard deviations")
        .allSatisfy(count -> assertThat(count).isBetween(860, 1140));
  }

  @Test
  void addresses_ofTwoGroups_differ() {
    serve(
        "page: { arrivals: poisson 100/s, addresses: 1 }, bot: { arrivals: poisson 100/s, addresses: 1 }",
        1);
    assertThat(distinct).hasSize(2);
  }

  @Test
  void withoutAddresses_visitorsShareOne() {
    serve("page: poisson 100/s", 10);
    assertThat(distinct).hasSize(1);
    assertThat(addressesOf).as("nobody has a session").containsOnlyKeys(-1L);
  }

  @Test
  void closedUsers_keepTheirAddress() {
    serve("page: { arrivals: closed 7 users think 100ms, session: {} }", 10);
    assertThat(distinct).hasSize(7);
    assertThat(addressesOf).hasSize(7);
    assertThat(addressesOf.values()).allSatisfy(each -> assertThat(each).hasSize(1));
  }

  @Test
  void users_keepAddressAndSession_untilItEnds() {
    serve(
        "page: { arrivals: poisson 1000/s, addresses: 5, session: { users: 50, length: 5s } }", 10);
    assertThat(addressesOf.values())
        .as("a session is one person's, who has one address")
        .allSatisfy(each -> assertThat(each).hasSize(1));
    assertThat(addressesOf.size())
        .as("50 users, each with two or three sessions in 10 s")
        .isBetween(2 * 50, 3 * 50);
    assertThat(distinct).hasSize(5);
  }
}
