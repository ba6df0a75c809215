package tailback.experiment;

import java.util.List;
import tailback.kernel.Observer;
import tailback.scenario.Condition;

/** Sees when a request enters a part, for conditions that ask; passes everything on to another. */
final class Entrances implements Observer {

  private final List<Condition.RequestEnters> asked;
  private final Observer next;
  private Watch watch;
  private List<String> places = List.of();

  /**
   * An observer that sees nothing before {@link #tell}.
   *
   * @param next who else watches; null when nobody does
   */
  Entrances(List<Condition.RequestEnters> asked, Observer next) {
    this.asked = asked;
    this.next = next;
  }

  /** From now on tells this watch; these are the places by number. */
  void tell(Watch told, List<String> names) {
    watch = told;
    places = names;
  }

  @Override
  public void moved(long time, long request, int place) {
    if (next != null) {
      next.moved(time, request, place);
    }
    for (Condition.RequestEnters each : asked) {
      if (Watch.isRequest(each.request(), request)
          && places.get(place).startsWith(each.part() + ".")) {
        watch.entered(each);
      }
    }
  }

  @Override
  public void left(long time, long request, int place) {
    if (next != null) {
      next.left(time, request, place);
    }
  }

  @Override
  public void taskMoved(long time, long task, int place) {
    if (next != null) {
      next.taskMoved(time, task, place);
    }
  }

  @Override
  public void taskEnded(long time, long task, int status) {
    if (next != null) {
      next.taskEnded(time, task, status);
    }
  }

  @Override
  public void ended(long time, long request, int status) {
    if (next != null) {
      next.ended(time, request, status);
    }
  }
}
