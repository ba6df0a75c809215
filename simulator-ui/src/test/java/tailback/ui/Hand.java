package tailback.ui;

/** Somebody who does everything in one way: with the mouse alone, or with the keyboard alone. */
interface Hand {

  /** Opens an incident from the library. */
  void open(String incident);

  /** Plays when it is paused, pauses when it plays. */
  void play();

  /** To the next event. */
  void step();

  /** Back one event. */
  void back();

  /** To the next move of a request. */
  void stepRequest();

  /** To some time, as near as it goes; seconds from time zero. */
  void scrub(double seconds);

  /** Compares with a variant, by its place among them, from 1. */
  void compare(int variant);

  /** Plays the incident. */
  void incident();

  /** Opens a place to look at, by its name and its number, from 1. */
  void look(String place, int number);

  /** Gives an answer, from 1. */
  void answer(int number);

  /** Tries a fix, from 1. */
  void fix(int number);

  /** Goes on to what comes next; {@code button} is what it stands on. */
  void onward(String button);
}
