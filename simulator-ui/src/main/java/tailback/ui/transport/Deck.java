package tailback.ui.transport;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import tailback.experiment.Playback;
import tailback.journal.Frame;
import tailback.kernel.Observer;
import tailback.ui.stage.Picture;
import tailback.ui.stage.Staging;

/**
 * One run under the transport's control, and its pictures for the screen. It belongs to the
 * simulation's thread, apart from {@link #pictures} and {@link #stage}.
 */
public final class Deck {

  /** Failures are remembered for so long, simulated nanoseconds at speed 1. */
  private static final int MOST_FALLS = 400;

  private static final int SERVER_ERROR = 500;

  private final Playback playback;
  private final TripleBuffer<Picture> pictures = new TripleBuffer<>(Picture::new);
  private final Frame frame = new Frame();
  private final ArrayDeque<Fall> falls = new ArrayDeque<>();
  private long[] rejected = new long[0];
  private volatile Staging staging;
  private volatile int[] resourceRegion = new int[0];
  private volatile int clients = -1;

  private record Fall(long time, long request, int region) {}

  /** A deck for a run. */
  public Deck(Playback playback) {
    this.playback = playback;
    playback.observer(
        new Observer() {
          @Override
          public void moved(long time, long request, int place) {}

          @Override
          public void ended(long time, long request, int status) {
            if (status == 0 || status >= SERVER_ERROR) {
              fell(time, request, clients);
            }
          }
        });
  }

  /** The run. */
  public Playback playback() {
    return playback;
  }

  /** Its pictures. */
  public TripleBuffer<Picture> pictures() {
    return pictures;
  }

  /**
   * Draws on this stage from now on; any thread may say so.
   *
   * @param regions where somebody is seen falling who is sent away by a resource, by its number;
   *     -1: nowhere
   * @param whereClientsAre where a request is seen falling that has failed; -1: nowhere
   */
  public void stage(Staging on, int[] regions, int whereClientsAre) {
    staging = on;
    resourceRegion = regions;
    clients = whereClientsAre;
  }

  private void fell(long time, long request, int region) {
    if (region >= 0) {
      falls.addLast(new Fall(time, request, region));
      if (falls.size() > MOST_FALLS) {
        falls.removeFirst();
      }
    }
  }

  /** Goes on to a time, or back to it, nanoseconds since the simulation began. */
  void toTime(long time) {
    if (time < playback.now().time()) {
      falls.clear();
    }
    playback.toTime(time);
    look();
  }

  /** Looks at the present moment: who was sent away since the last look. */
  public void look() {
    playback.capture(frame);
    int[] regions = resourceRegion;
    if (rejected.length != frame.resources) {
      rejected = new long[frame.resources];
      System.arraycopy(frame.rejected, 0, rejected, 0, frame.resources);
    }
    for (int r = 0; r < frame.resources; r++) {
      long more = Math.min(8, frame.rejected[r] - rejected[r]);
      for (int i = 0; i < more && r < regions.length; i++) {
        fell(frame.time, frame.event * 31 + 7919L * i + r, regions[r]);
      }
      rejected[r] = frame.rejected[r];
    }
  }

  /** Runs something that goes back and comes again to the present. */
  public void again(Runnable way) {
    falls.clear();
    way.run();
    look();
  }

  /** Hands the moment of the last {@link #look} to the screen. */
  void publish() {
    Staging on = staging;
    if (on == null) {
      return;
    }
    Picture picture = pictures.back();
    on.stage(frame, playback.timeZero(), picture);
    for (Iterator<Fall> each = falls.descendingIterator(); each.hasNext(); ) {
      Fall fall = each.next();
      if (fall.time <= frame.time) {
        picture.fell(fall.request, fall.region, fall.time - playback.timeZero());
      }
    }
    pictures.publish();
  }

  /** The moment of the last {@link #look}. */
  Frame frame() {
    return frame;
  }

  /** The resources by number. */
  public List<String> resources() {
    return playback.resources();
  }
}
