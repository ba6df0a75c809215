package tailback.ui.theme;

import tailback.journal.State;

/**
 * The colours of the view, opaque {@code 0xRRGGBB}. Those of the six states are the result of a
 * search for the largest smallest difference over normal vision and three colour-blindnesses;
 * {@code PaletteTest} holds what it found.
 *
 * @param name the theme's name
 * @param dark whether the ground is dark
 * @param ground behind everything
 * @param panel of the side panels and the timeline
 * @param box of a part on the stage
 * @param seat of an empty slot
 * @param line of borders and pipes
 * @param text of what is read first
 * @param muted of what explains
 * @param accent of what can be clicked and is chosen
 * @param states by {@link State#ordinal}
 */
public record Palette(
    String name,
    boolean dark,
    int ground,
    int panel,
    int box,
    int seat,
    int line,
    int text,
    int muted,
    int accent,
    int[] states) {

  /** On a dark ground. */
  public static final Palette DARK =
      new Palette(
          "dark",
          true,
          0x0F141A,
          0x141A22,
          0x18202A,
          0x11171F,
          0x2C3743,
          0xE8EDF2,
          0x97A3B0,
          0x4C9AFF,
          new int[] {0x898989, 0xB3F9E8, 0xFEDB50, 0x48669C, 0xD966FC, 0xDC470B});

  /** On a light ground. */
  public static final Palette LIGHT =
      new Palette(
          "light",
          false,
          0xFFFFFF,
          0xF5F7FA,
          0xFAFBFD,
          0xFFFFFF,
          0xD3DAE2,
          0x17202B,
          0x5A6775,
          0x0B63CE,
          new int[] {0x94959A, 0x31665B, 0xC87B0C, 0x3B97F8, 0x3B235C, 0x8A0602});

  /** The colour of a state. */
  public int of(State state) {
    return states[state.ordinal()];
  }

  /** A colour as CSS writes it. */
  public static String css(int colour) {
    return String.format("#%06X", colour);
  }

  /** One colour on the way to another; {@code share} 0 is the first. */
  public static int mix(int first, int second, double share) {
    int mixed = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      double a = first >> shift & 0xFF;
      double b = second >> shift & 0xFF;
      mixed |= (int) Math.round(a + (b - a) * share) << shift;
    }
    return mixed;
  }
}
