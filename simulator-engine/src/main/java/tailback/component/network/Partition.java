package tailback.component.network;

import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import tailback.component.Assembly;
import tailback.component.Exchange;
import tailback.component.HttpClient;
import tailback.component.HttpServer;
import tailback.component.Role;
import tailback.journal.Scene;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.program.ClientConnection;
import tailback.program.Request;

/**
 * The network in front of a server that is cut for a while: nobody is told. A SYN gets no answer
 * and comes again after 1, 2, 3, 4, 5, 7, 11, 19, 35 and 67 s, until the sender gives up at 131 s
 * (Linux ≥ 6.5). What the server sends is lost, and sent again after 0.2 s, and each time after
 * twice as long as before (tcp_output.c); so answers come some time after the network does. A reset
 * is not sent again. What a server has begun it goes on with.
 */
public final class Partition implements HttpServer {

  /** What a timeline may have the network in front of a server do. */
  public static final List<String> ACTIONS = List.of("partition", "heal");

  private static final Set<Role> REACHED =
      EnumSet.of(Role.EDGE, Role.APP_SERVER, Role.POOL, Role.DATABASE, Role.CACHE);

  /** Whether a network that may be cut lies in front of parts of this role. */
  public static boolean isInFrontOf(Role role) {
    return REACHED.contains(role);
  }

  private static final long SECOND = 1_000_000_000L;
  static final int[] SYNS = {1, 2, 3, 4, 5, 7, 11, 19, 35, 67, 131};
  private static final long FIRST_RETRANSMISSION = SECOND / 5;

  /** What is on its way to the client. */
  private enum News {
    CONNECTED,
    ANSWERED,
    NONE
  }

  private final HttpServer server;
  private final Simulation simulation;
  private final int unreachable;
  private final Event<Passage> retried;
  private final Event<Passage> resent;
  private final ArrayDeque<Passage> free = new ArrayDeque<>();
  private boolean cut;

  /** In front of this server, the replica of the part that is being built. */
  public Partition(HttpServer server, Assembly assembly) {
    this.server = server;
    simulation = assembly.simulation();
    unreachable = assembly.place(assembly.part().name() + ".unreachable");
    retried = assembly.event("SYN retry", this::onRetried);
    resent = assembly.event("retransmission", this::onResent);
  }

  @Override
  public Exchange receive(Request request, HttpClient client) {
    Passage passage = free.isEmpty() ? new Passage() : free.pop();
    passage.request = request;
    passage.client = client;
    passage.news = News.NONE;
    if (cut) {
      passage.began = simulation.now();
      passage.sent = 0;
      request.enter(unreachable);
      passage.timer = retried.in(SYNS[0] * SECOND, passage);
      return passage;
    }
    passage.exchange = server.receive(request, passage);
    if (passage.exchange == null) {
      passage.free();
      return null;
    }
    return passage;
  }

  @Override
  public void show(Scene scene) {
    server.show(scene);
  }

  /** A SYN is sent again; the last one was, and the sender gives up. */
  private void onRetried(Passage passage) {
    passage.timer = -1;
    if (++passage.sent == SYNS.length) {
      passage.free().refused();
    } else if (cut) {
      passage.timer = retried.at(passage.began + SYNS[passage.sent] * SECOND, passage);
    } else {
      passage.exchange = server.receive(passage.request, passage);
      if (passage.exchange == null) {
        passage.free().refused();
      } else if (passage.exchange.isConnected()) {
        passage.client.connected();
      }
    }
  }

  private void onResent(Passage passage) {
    passage.timer = -1;
    if (cut) {
      passage.interval *= 2;
      passage.timer = resent.in(passage.interval, passage);
    } else if (passage.news == News.ANSWERED) {
      int status = passage.status;
      passage.free().answered(status);
    } else {
      passage.news = News.NONE;
      passage.client.connected();
    }
  }

  // ---- what is done to the server

  @Override
  public void perform(String action) {
    if (ACTIONS.contains(action)) {
      cut = action.equals("partition");
    } else {
      server.perform(action);
    }
  }

  @Override
  public boolean isUp() {
    return !cut && server.isUp();
  }

  @Override
  public void reconfigure(Record settings) {
    server.reconfigure(settings);
  }

  @Override
  public void reset() {
    server.reset();
  }

  @Override
  public void count(Tally tally) {
    server.count(tally);
  }

  @Override
  public void audit() {
    server.audit();
  }

  /** A request on its way through the network. */
  private final class Passage implements Exchange, HttpClient {
    private Request request;
    private HttpClient client;
    private Exchange exchange;
    private News news;
    private int status;
    private long began;
    private int sent;
    private long interval;
    private long timer = -1;

    private HttpClient free() {
      HttpClient who = client;
      if (timer >= 0) {
        simulation.cancel(timer);
        timer = -1;
      }
      request = null;
      client = null;
      exchange = null;
      free.push(this);
      return who;
    }

    private void lost(News what) {
      news = what;
      request.enter(unreachable);
      if (timer >= 0) {
        simulation.cancel(timer);
      }
      interval = FIRST_RETRANSMISSION;
      timer = resent.in(interval, this);
    }

    @Override
    public boolean isConnected() {
      return exchange != null && exchange.isConnected();
    }

    /** Whoever sent it gives up; the server, if it has it, does not notice. */
    @Override
    public void abandon() {
      if (exchange != null && news != News.ANSWERED) {
        exchange.abandon();
      }
      free();
    }

    @Override
    public ClientConnection connection() {
      return client.connection();
    }

    @Override
    public boolean hasBody() {
      return client.hasBody();
    }

    @Override
    public boolean buffersAnswer() {
      return client.buffersAnswer();
    }

    @Override
    public void connected() {
      if (cut) {
        lost(News.CONNECTED);
      } else {
        client.connected();
      }
    }

    @Override
    public void answered(int answer) {
      if (cut || news == News.CONNECTED) {
        status = answer;
        lost(News.ANSWERED);
      } else {
        free().answered(answer);
      }
    }

    @Override
    public void refused() {
      ended(true);
    }

    @Override
    public void reset() {
      ended(false);
    }

    /** A reset that is lost: the sender goes on waiting for an answer that will not come. */
    private void ended(boolean refused) {
      if (cut) {
        news = News.ANSWERED;
        request.enter(unreachable);
        if (timer >= 0) {
          simulation.cancel(timer);
          timer = -1;
        }
      } else if (refused) {
        free().refused();
      } else {
        free().reset();
      }
    }
  }
}
