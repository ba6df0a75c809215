package tailback.ui.inspector;

import java.util.List;
import tailback.experiment.Playback;
import tailback.journal.State;
import tailback.journal.Trail;

/**
 * The way of a request through the stack until now.
 *
 * @param stays where it was, in the order of time
 * @param places the waits and services by number
 * @param states what a request does in each of them
 * @param status how it was answered; 0 without an answer, negative while it is under way
 */
public record Way(List<Trail.Stay> stays, List<String> places, List<State> states, int status) {

  /** The way of a request in a run, until the present of that run. */
  public static Way of(Playback playback, long number) {
    Trail trail = playback.trail(number);
    return new Way(
        trail.stays(playback.now().time()), playback.places(), playback.states(), trail.status());
  }

  /** What has become of it, in a few words. */
  public String end() {
    if (status < 0) {
      return "under way";
    }
    return status == 0 ? "ended without an answer" : "answered " + status;
  }

  /** How long it has taken, in words. */
  public String took() {
    return Waterfall.millis(stays.get(stays.size() - 1).to() - stays.get(0).from());
  }
}
