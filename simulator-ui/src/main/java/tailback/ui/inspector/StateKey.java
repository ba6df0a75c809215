package tailback.ui.inspector;

import java.util.Locale;
import javafx.scene.layout.Region;
import tailback.journal.State;
import tailback.ui.stage.Glyphs;
import tailback.ui.stage.Pen;
import tailback.ui.stage.Picture;
import tailback.ui.theme.Fonts;
import tailback.ui.theme.Palette;
import tailback.ui.theme.Sheet;

/** The key: what each shape means, and how many there are of it. */
public final class StateKey extends Region {

  private static final double ROW = 22;
  private static final double HEIGHT = ROW * (State.values().length + 1);

  private final Sheet canvas = new Sheet();
  private Palette palette;

  /** A key. */
  public StateKey(Palette palette) {
    this.palette = palette;
    getChildren().add(canvas);
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    setId("key");
  }

  /** Other colours. */
  public void palette(Palette other) {
    palette = other;
  }

  @Override
  protected void layoutChildren() {
    canvas.size(getWidth(), HEIGHT);
  }

  /** Counts. */
  public void show(Picture picture) {
    Pen pen = new Pen(canvas.getGraphicsContext2D());
    pen.clear(getWidth(), HEIGHT);
    for (State state : State.values()) {
      double y = ROW * state.ordinal() + ROW / 2;
      Glyphs.draw(canvas.getGraphicsContext2D(), state, 9, y, 13, palette.of(state));
      row(pen, y, state.words(), picture.in(state.ordinal()));
    }
    double y = HEIGHT - ROW / 2;
    Glyphs.drawForNobody(canvas.getGraphicsContext2D(), 9, y, 13, palette);
    row(pen, y, "its client has gone", picture.gone);
  }

  private void row(Pen pen, double y, String words, int count) {
    pen.words(words, 26, y + 4, getWidth() - 70, Fonts.regular(12), Pen.colour(palette.text()));
    pen.wordsTo(
        String.format(Locale.ROOT, "%,d", count),
        getWidth() - 2,
        y + 4,
        60,
        Fonts.regular(12),
        Pen.colour(palette.muted()));
  }
}
