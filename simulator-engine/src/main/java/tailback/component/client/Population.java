package tailback.component.client;

import tailback.kernel.Stream;
import tailback.program.Request;
import tailback.queueing.Distribution;

/**
 * Who the clients of a group are: the address and the session that a request comes from, and the
 * network it comes over.
 *
 * <p>A user of closed arrivals is the same person all along, and so is each of the users of {@code
 * session}. A person has an address, or keeps one of {@code addresses} by lot; an address keeps its
 * round trip. Where nobody is known again, all come from one address, as from a load generator,
 * unless there are several.
 */
final class Population {

  /** Sessions of one user are numbered in so many bits. */
  private static final int SESSION_BITS = 20;

  private static final int GROUP_BITS = 24;

  private final long base;
  private final int firstAddress;
  private final boolean closed;
  private final boolean keepsAlive;
  private final boolean resumesTls;
  private final int addresses;
  private final boolean sessions;
  private final int users;
  private final long length;

  /** Null when there is no network in between. */
  private final Distribution rtt;

  private final double bandwidth;
  private final Stream persons;
  private final Stream lots;
  private final Stream beginnings;
  private final Stream trips;

  /**
   * The clients of a group.
   *
   * @param group its number
   * @param base what the numbers of its requests begin with
   */
  Population(TrafficSettings settings, Clients clients, int group, long base) {
    this.base = base;
    firstAddress = group << GROUP_BITS;
    closed = settings.arrivals() instanceof Arrivals.Closed || settings.websocket() != null;
    keepsAlive = settings.connection() == TrafficSettings.Connection.KEEPALIVE;
    resumesTls = settings.tlsResumption();
    addresses = settings.addresses() == null ? 0 : settings.addresses();
    TrafficSettings.Session session = settings.session();
    sessions = session != null;
    users = sessions && session.users() != null ? session.users() : 0;
    length = sessions && session.length() != null ? session.length().toNanos() : 0;
    TrafficSettings.Network network = settings.network();
    rtt = network == null ? null : network.rtt();
    bandwidth =
        network == null || network.bandwidth() == null ? 0 : network.bandwidth().bytesPerSecond();
    persons = clients.stream("person");
    lots = clients.stream("address");
    beginnings = clients.stream("session");
    trips = clients.stream("rtt");
  }

  /**
   * Says of a request that has just arrived who sends it.
   *
   * @param number of the request in the group
   * @param user of closed arrivals; negative when there is none
   */
  void introduce(Request request, long number, int user) {
    long person = closed ? user : users > 0 ? persons.of(number).nextInt(users) : -1;
    int address = address(number, person);
    request.resumesTls(resumesTls);
    request.from(firstAddress | address, sessions ? session(person, request.arrived()) : -1);
    if (rtt != null || keepsAlive) {
      long distance = addresses > 0 || person >= 0 ? address : number;
      request.over(rtt == null ? 0 : rtt.sample(trips.of(distance)), bandwidth, keepsAlive);
    }
  }

  private int address(long number, long person) {
    if (addresses > 0) {
      return lots.of(person < 0 ? number : person).nextInt(addresses);
    }
    return person < 0 ? 0 : (int) person & (1 << GROUP_BITS) - 1;
  }

  private long session(long person, long now) {
    long nth = 0;
    if (length > 0) {
      nth = (now + (long) (beginnings.of(person).nextDouble() * length)) / length;
    }
    return base + (person << SESSION_BITS | nth);
  }

  /** Whose connections a request may use: those of its user or its address. */
  int client(Request request, int user) {
    return closed ? user : request.address() - firstAddress;
  }
}
