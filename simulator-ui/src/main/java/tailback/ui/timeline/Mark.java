package tailback.ui.timeline;

/**
 * A moment that somebody has marked.
 *
 * @param at seconds from time zero
 * @param remark what there is to say about it; may be empty
 */
public record Mark(double at, String remark) {

  /** Longer remarks are cut. */
  static final int LONGEST = 200;

  /** A mark; its remark in one line. */
  public Mark {
    remark = remark.strip().replaceAll("\\s+", " ");
    remark = remark.length() > LONGEST ? remark.substring(0, LONGEST) : remark;
  }

  /** What is written beside it. */
  String text() {
    return remark.isEmpty() ? "mark" : remark;
  }
}
