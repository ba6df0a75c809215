package tailback.journal;

import java.util.ArrayList;
import java.util.List;
import tailback.kernel.Observer;

/** The way of one request through the stack: an observer that writes down where it was and when. */
public final class Trail implements Observer {

  private final long request;
  private final List<Stay> stays = new ArrayList<>();
  private int place = -1;
  private long since;
  private int status = -1;

  /** The trail of a request, by its number. */
  public Trail(long request) {
    this.request = request;
  }

  /**
   * A stay in a wait or a service.
   *
   * @param place its number in the run's catalogue
   * @param from when it came, nanoseconds since the simulation began
   * @param to when it left; the present when it is still there
   */
  public record Stay(int place, long from, long to) {}

  @Override
  public void moved(long time, long moved, int to) {
    if (moved == request) {
      leave(time);
      place = to;
      since = time;
    }
  }

  @Override
  public void ended(long time, long gone, int with) {
    if (gone == request) {
      leave(time);
      place = -1;
      status = with;
    }
  }

  private void leave(long time) {
    if (place >= 0 && time > since) {
      Stay last = stays.isEmpty() ? null : stays.get(stays.size() - 1);
      if (last != null && last.place == place && last.to == since) {
        stays.set(stays.size() - 1, new Stay(place, last.from, time));
      } else {
        stays.add(new Stay(place, since, time));
      }
    }
  }

  /** All stays until now, in order; none took no time. */
  public List<Stay> stays(long now) {
    List<Stay> all = new ArrayList<>(stays);
    if (place >= 0) {
      all.add(new Stay(place, since, now));
    }
    return all;
  }

  /** Whether it has arrived. */
  public boolean isKnown() {
    return place >= 0 || status >= 0;
  }

  /** The status that it ended with, 0 when there was no answer; -1 while it is under way. */
  public int status() {
    return status;
  }
}
