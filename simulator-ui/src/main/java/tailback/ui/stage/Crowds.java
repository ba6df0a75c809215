package tailback.ui.stage;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tailback.kernel.Observer;

/** Watches a whole run, and keeps the most that ever were in each place at once. */
public final class Crowds implements Observer {

  private int[] now = new int[64];
  private int[] most = new int[64];
  private int last;

  /**
   * The most in each place.
   *
   * @param places the run's catalogue of places
   */
  public Map<String, Integer> most(List<String> places) {
    Map<String, Integer> named = new HashMap<>();
    for (int i = 0; i < Math.min(places.size(), most.length); i++) {
      named.put(places.get(i), most[i]);
    }
    return named;
  }

  private void enter(int place) {
    if (place >= now.length) {
      now = Arrays.copyOf(now, 2 * place);
      most = Arrays.copyOf(most, 2 * place);
    }
    last = place;
    most[place] = Math.max(most[place], ++now[place]);
  }

  @Override
  public void moved(long time, long request, int place) {
    enter(place);
  }

  @Override
  public void left(long time, long request, int place) {
    now[place]--;
  }

  @Override
  public void taskMoved(long time, long task, int place) {
    enter(place);
  }

  /** It entered its last place anew, as everybody who ends does, and is now out of it. */
  @Override
  public void ended(long time, long request, int status) {
    now[last]--;
  }

  @Override
  public void taskEnded(long time, long task, int status) {
    now[last]--;
  }
}
