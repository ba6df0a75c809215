package tailback.ui.timeline;

import javafx.scene.Cursor;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/**
 * What the mouse does on a timeline: a drag scrubs, to a sign exactly, and the run goes there on
 * release; a drag of the axis, with shift or with the right button, moves what is seen; the wheel
 * goes closer or farther.
 */
final class Hand {

  /** A wheel's notch, some 40 pixels, goes closer by a fifth. */
  private static final double CLOSER = 1.0 / 200;

  private final TimelineView timeline;
  private double finger = Double.NaN;
  private double place = Double.NaN;
  private double grabbed = Double.NaN;

  Hand(TimelineView timeline) {
    this.timeline = timeline;
    timeline.setOnMousePressed(this::pressed);
    timeline.setOnMouseDragged(this::dragged);
    timeline.setOnMouseReleased(this::released);
    timeline.setOnMouseMoved(this::moved);
    timeline.setOnMouseExited(
        event -> {
          point(Double.NaN);
          timeline.explain(null);
        });
    timeline.setOnScroll(this::scrolled);
  }

  /** Where the finger is that scrubs, seconds from time zero; not a number: nowhere. */
  double finger() {
    return finger;
  }

  /** Where the pointer is, seconds from time zero; not a number: not on the charts. */
  double pointer() {
    return Double.isNaN(place) ? Double.NaN : seconds(place);
  }

  private double x(double windows) {
    return windows / timeline.zoom();
  }

  private double seconds(double x) {
    double share = timeline.strips().share(x);
    return timeline.axis().seconds(Math.max(0, Math.min(1, share)));
  }

  private void pressed(MouseEvent event) {
    double x = x(event.getX());
    double y = x(event.getY());
    boolean onAxis = timeline.strips().onAxis(x, y);
    if (onAxis && event.getClickCount() == 2) {
      timeline.whole();
    } else if (onAxis || event.isShiftDown() || event.getButton() != MouseButton.PRIMARY) {
      grabbed = x;
      timeline.setCursor(Cursor.CLOSED_HAND);
    } else if (timeline.strips().onCharts(x, y)) {
      Moment moment = timeline.momentAt(x, y);
      if (moment != null && moment.mark() != null && event.getClickCount() == 2) {
        timeline.edit(moment.at());
        return;
      }
      timeline.explain(null);
      finger(moment == null ? seconds(x) : moment.at());
    }
  }

  private void dragged(MouseEvent event) {
    double x = x(event.getX());
    if (!Double.isNaN(grabbed)) {
      timeline.axis(timeline.axis().later((grabbed - x) / timeline.strips().plot()));
      grabbed = x;
    } else if (!Double.isNaN(finger)) {
      Moment moment = timeline.momentAt(x, x(event.getY()));
      finger(moment == null ? seconds(x) : moment.at());
    }
  }

  private void released(MouseEvent event) {
    timeline.setCursor(Cursor.DEFAULT);
    grabbed = Double.NaN;
    if (!Double.isNaN(finger)) {
      double to = finger;
      finger = Double.NaN;
      timeline.go(to);
      timeline.paintCursor();
    }
  }

  private void finger(double seconds) {
    finger = seconds;
    point(Double.NaN);
  }

  private void moved(MouseEvent event) {
    double x = x(event.getX());
    double y = x(event.getY());
    boolean onCharts = timeline.strips().onCharts(x, y) && x >= Strips.LEGEND;
    point(onCharts ? x : Double.NaN);
    timeline.explain(onCharts ? timeline.momentAt(x, y) : null);
    timeline.setCursor(timeline.strips().onAxis(x, y) ? Cursor.OPEN_HAND : Cursor.DEFAULT);
  }

  /** Points at a place from the left; not a number: nowhere. */
  private void point(double x) {
    place = x;
    timeline.paintCursor();
  }

  private void scrolled(ScrollEvent event) {
    double x = x(event.getX());
    if (event.getDeltaX() != 0) {
      timeline.later(-event.getDeltaX() / timeline.zoom() / timeline.strips().plot());
    }
    if (event.getDeltaY() != 0) {
      timeline.axis(timeline.axis().closer(Math.exp(event.getDeltaY() * CLOSER), seconds(x)));
    }
    event.consume();
  }
}
