package tailback.ui.incident;

/** The beats of an incident, in order. */
public enum Beat {
  PAGE("1  Page"),
  LOOK("2  Look"),
  NAME("3  Name it"),
  FIX("4  Fix"),
  SEE("5  See"),
  DEBRIEF("Debrief");

  private final String title;

  Beat(String title) {
    this.title = title;
  }

  /** What the beat is called. */
  public String title() {
    return title;
  }
}
