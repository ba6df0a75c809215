package tailback.component.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tailback.component.Assembly;
import tailback.component.Deployment;
import tailback.component.Exchange;
import tailback.component.HttpClient;
import tailback.component.HttpServer;
import tailback.component.Kind;
import tailback.component.Model;
import tailback.component.Part;
import tailback.component.RequestLog;
import tailback.component.Role;
import tailback.component.Trial;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.program.ClientConnection;
import tailback.program.Request;

/** When clients send over a connection that they have, and when they open one. */
final class KeepAliveTest {

  private static final long MS = 1_000_000;

  private final Simulation simulation = new Simulation(1);
  private final List<String> received = new ArrayList<>();
  private final List<String> ended = new ArrayList<>();
  private int open;
  private int leftByClient;

  /** Answers after 10 ms, and keeps connections for so long; 0: closes with the answer. */
  private final class Server implements HttpServer {

    record Settings(long idle) {}

    private final long idle;
    private final Event<Open> answered = simulation.event("answered", this::onAnswered);
    private final Event<Open> expired = simulation.event("keepalive_timeout", this::onExpired);

    Server(Settings settings, Assembly assembly) {
      idle = settings.idle() * MS;
    }

    private final class Open implements ClientConnection.Kept, Exchange {
      private final ClientConnection connection;
      private HttpClient client;
      private long timer = -1;

      Open(ClientConnection connection) {
        this.connection = connection;
        open++;
      }

      @Override
      public void closedByClient() {
        simulation.cancel(timer);
        leftByClient++;
        open--;
      }

      @Override
      public boolean isConnected() {
        return true;
      }

      @Override
      public void abandon() {
        client = null;
        if (!connection.isOpen()) {
          open--;
        }
      }
    }

    @Override
    public Exchange receive(Request request, HttpClient client) {
      String time = simulation.now() / MS + " ms";
      received.add(time + (request.newConnection() ? " new" : " kept"));
      ClientConnection connection = request.connection();
      Open has =
          connection != null && connection.isOpen()
              ? (Open) connection.kept()
              : new Open(connection);
      simulation.cancel(has.timer);
      has.timer = -1;
      has.client = client;
      answered.in(10 * MS, has);
      return has;
    }

    private void onAnswered(Open has) {
      if (has.client == null) {
        return;
      }
      if (idle > 0 && has.connection != null) {
        has.connection.keep(has);
        has.timer = expired.in(idle, has);
      } else {
        open--;
      }
      has.client.answered(200);
    }

    private void onExpired(Open has) {
      open--;
      has.connection.close();
    }
  }

  private KeepAliveTest serve(String traffic, long idleMs, long runMs) {
    Deployment read =
        Trial.of(
                """
                traffic: { page: { %s } }
                stack: { gunicorn: {} }
                endpoints: { page: [ wait: 100ms ] }
                """
                    .formatted(traffic))
            .scenario()
            .deployment();
    Kind<Server.Settings> kind =
        new Kind<>("server", Role.EDGE, Server.Settings.class, Server::new);
    Part front = new Part("front", kind, 1, null, new Server.Settings(idleMs));
    Deployment deployment =
        new Deployment(Map.of(), read.traffic(), List.of(front), read.endpoints(), read.tasks());
    Assembly assembly =
        new Assembly(
            deployment, simulation, Trial.of("").free().costs(), null, name -> wait -> {}, false);
    RequestLog log =
        new RequestLog() {
          @Override
          public void arrived(Request request) {}

          @Override
          public void ended(Request request, int status) {
            ended.add(simulation.now() / MS + " ms " + status);
          }
        };
    new Model(assembly, log, 0).start();
    simulation.runUntil(runMs * MS);
    return this;
  }

  @Test
  void close_opensOneForEachRequest() {
    serve("arrivals: constant 10/s, network: 40ms", 75_000, 400);
    assertThat(received).containsExactly("160 ms new", "260 ms new", "360 ms new");
    assertThat(ended).containsExactly("190 ms 200", "290 ms 200", "390 ms 200");
  }

  @Test
  void keepalive_savesTheRoundTrip() {
    serve("arrivals: constant 10/s, network: 40ms, connection: keepalive", 75_000, 400);
    assertThat(received).containsExactly("160 ms new", "220 ms kept", "320 ms kept");
    assertThat(ended).containsExactly("190 ms 200", "250 ms 200", "350 ms 200");
    assertThat(open).isEqualTo(1);
  }

  @Test
  void closedUsers_haveOneEach() {
    serve("arrivals: closed 2 users think 100ms, connection: keepalive", 75_000, 1000);
    assertThat(received.stream().filter(each -> each.endsWith("new"))).hasSize(2);
    assertThat(received).hasSize(2 * 9);
  }

  @Test
  void visitorsWhoDoNotComeBack_leaveTheirsToTheServer() {
    serve("arrivals: constant 100/s, connection: keepalive, addresses: 10000000", 2000, 5000);
    assertThat(received).allSatisfy(each -> assertThat(each).endsWith("new"));
    assertThat(open).as("100/s x 2.01 s").isBetween(200, 202);
  }

  @Test
  void aServerThatSaysNothing_closesThem() {
    serve("arrivals: constant 10/s, connection: keepalive", 0, 1050);
    assertThat(received).allSatisfy(each -> assertThat(each).endsWith("new"));
    assertThat(open).isZero();
  }

  @Test
  void closedByTheServer_isSeenHalfARoundTripLater() {
    serve("arrivals: constant 10/s, network: 40ms, connection: keepalive", 20, 390);
    assertThat(received)
        .as(
            "the first is answered at 170 ms, its connection closed at 190 ms; the second, sent at"
                + " 200 ms, meets that at 220 ms, knows at 240 ms, and connects until 280 ms")
        .containsExactly("160 ms new", "300 ms new", "360 ms new");
    assertThat(ended).containsExactly("190 ms 200", "330 ms 200", "390 ms 200");
  }

  @Test
  void aClientThatGivesUp_closesItsConnection() {
    serve(
        "arrivals: constant 10/s, network: 40ms, connection: keepalive, timeout: 65ms",
        75_000,
        1070);
    assertThat(received).as("in the middle of the work").hasSize(10);
    assertThat(ended).hasSize(10).allSatisfy(each -> assertThat(each).endsWith(" 0"));
    assertThat(open).isZero();
  }

  @Test
  void aClientThatGivesUpTooSoon_closesAConnectionThatIsIdleAlready() {
    serve(
        "arrivals: constant 10/s, network: 40ms, connection: keepalive, timeout: 80ms",
        75_000,
        1090);
    assertThat(leftByClient).as("the answer was on its way").isEqualTo(10);
    assertThat(open).isZero();
  }
}
