package tailback.ui.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.canvas.GraphicsContext;
import tailback.journal.State;
import tailback.ui.theme.Fonts;
import tailback.ui.theme.Palette;

/** The key to the stripes: each class of requests with its stripe, its name and its number. */
final class ClassKey {

  private static final double GLYPH = 13;
  private static final double GAP = 18;
  private static final double COUNT = 46;
  private static final String HEAD = "requests";

  private final Plan plan;
  private final List<Area> places = new ArrayList<>();

  ClassKey(Plan plan) {
    this.plan = plan;
    Area area = plan.key();
    if (area.height() <= 0) {
      return;
    }
    double x = area.x() + Fonts.width(HEAD, Fonts.regular(11)) + GAP;
    double most = (area.right() - x) / plan.classes().count();
    for (String name : plan.classes().names()) {
      double wide = GLYPH + 6 + Fonts.width(name, Fonts.regular(11)) + COUNT + GAP;
      places.add(new Area(x, area.y(), Math.min(most, wide), area.height()));
      x += Math.min(most, wide);
    }
  }

  /** The class at a point; -1: none. */
  int at(double x, double y) {
    for (int i = 0; i < places.size(); i++) {
      if (places.get(i).contains(x, y)) {
        return i;
      }
    }
    return -1;
  }

  /** Draws; {@code lit} is the class that is lit, -1: all are. */
  void paint(GraphicsContext to, Palette palette, Picture picture, int lit) {
    if (places.isEmpty()) {
      return;
    }
    Pen pen = new Pen(to);
    double y = plan.key().y() + 12;
    pen.words(HEAD, plan.key().x(), y, 80, Fonts.regular(11), Pen.colour(palette.muted()));
    for (int i = 0; i < places.size(); i++) {
      Area place = places.get(i);
      boolean bright = lit < 0 || lit == i;
      int colour = bright ? palette.text() : Palette.mix(palette.muted(), palette.ground(), 0.5);
      Glyphs.draw(to, State.WAITS, Stripe.of(i), place.x() + GLYPH / 2, y - 4, (int) GLYPH, colour);
      double room = place.width() - GLYPH - 6 - COUNT;
      String name = Fonts.fit(plan.classes().names().get(i), Fonts.regular(11), room);
      pen.words(name, place.x() + GLYPH + 6, y, room, Fonts.regular(11), Pen.colour(colour));
      pen.words(
          String.format(Locale.ROOT, "%,d", picture.asking(i)),
          place.x() + GLYPH + 12 + Fonts.width(name, Fonts.regular(11)),
          y,
          COUNT,
          Fonts.regular(11),
          Pen.colour(palette.muted(), bright ? 1 : 0.5));
    }
  }
}
