package tailback.ui.inspector;

import java.util.Locale;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Region;
import tailback.journal.State;
import tailback.ui.stage.Glyphs;
import tailback.ui.stage.Pen;
import tailback.ui.stage.Picture;
import tailback.ui.theme.Fonts;
import tailback.ui.theme.Palette;

/** The key: what each shape means, and how many there are of it. */
public final class StateKey extends Region {

  private static final double ROW = 22;

  private final Canvas canvas = new Canvas(10, ROW * State.values().length);
  private Palette palette;

  /** A key. */
  public StateKey(Palette palette) {
    this.palette = palette;
    getChildren().add(canvas);
    setMinHeight(ROW * State.values().length);
    setPrefHeight(ROW * State.values().length);
    setId("key");
  }

  /** Other colours. */
  public void palette(Palette other) {
    palette = other;
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
  }

  /** Counts. */
  public void show(Picture picture) {
    Pen pen = new Pen(canvas.getGraphicsContext2D());
    pen.clear(canvas.getWidth(), canvas.getHeight());
    for (State state : State.values()) {
      double y = ROW * state.ordinal() + ROW / 2;
      Glyphs.draw(canvas.getGraphicsContext2D(), state, 9, y, 13, palette.of(state));
      pen.words(
          state.words(),
          26,
          y + 4,
          canvas.getWidth() - 70,
          Fonts.regular(12),
          Pen.colour(palette.text()));
      pen.wordsTo(
          String.format(Locale.ROOT, "%,d", picture.in(state.ordinal())),
          canvas.getWidth() - 2,
          y + 4,
          60,
          Fonts.regular(12),
          Pen.colour(palette.muted()));
    }
  }
}
