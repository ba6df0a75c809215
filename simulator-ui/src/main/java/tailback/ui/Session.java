package tailback.ui;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import tailback.component.Catalogue;
import tailback.component.Costs;
import tailback.experiment.Playback;
import tailback.journal.Turn;
import tailback.scenario.Change;
import tailback.scenario.CostTable;
import tailback.scenario.Scenario;
import tailback.scenario.ScenarioReader;
import tailback.ui.stage.Box;
import tailback.ui.stage.Peaks;
import tailback.ui.stage.Plan;
import tailback.ui.stage.Region;
import tailback.ui.stage.Staging;
import tailback.ui.timeline.Recording;
import tailback.ui.transport.Deck;
import tailback.ui.transport.Player;

/**
 * An opened scenario: the run that is played (two of them, to compare), and beside each the
 * recording of the whole of it.
 */
public final class Session implements AutoCloseable {

  private static final Costs COSTS = CostTable.read();

  private final Path file;
  private final List<List<String>> sets;
  private final Player player;
  private final List<Recording> recordings = new ArrayList<>();
  private final AtomicInteger version = new AtomicInteger();
  private volatile boolean closed;
  private Runnable recorded = () -> {};

  /**
   * Opens a scenario; nothing plays yet.
   *
   * @param sets for each run, the settings that come last, such as {@code gunicorn.workers=4}
   * @throws tailback.scenario.Problem when it cannot be read
   */
  public Session(Path file, List<List<String>> sets) {
    this.file = file;
    this.sets = List.copyOf(sets);
    List<Deck> decks = new ArrayList<>();
    for (Playback each : onOneClock()) {
      decks.add(new Deck(each));
      recordings.add(null);
    }
    player = new Player(decks);
  }

  /** A run for each of the settings; all with the longest warm-up, so that time zero is one. */
  private List<Playback> onOneClock() {
    List<Playback> runs = new ArrayList<>();
    long timeZero = 0;
    for (List<String> each : sets) {
      Playback run = new Playback(file, each, COSTS);
      timeZero = Math.max(timeZero, run.timeZero());
      runs.add(run);
    }
    Duration warmup = Duration.ofNanos(timeZero);
    for (int i = 0; i < runs.size(); i++) {
      if (runs.get(i).timeZero() < timeZero) {
        runs.get(i).close();
        List<String> its = sets.get(i);
        runs.set(i, new Playback(turns -> read(file, its, turns).warmingUp(warmup), null, COSTS));
      }
    }
    return runs;
  }

  private static Scenario read(Path file, List<String> sets, List<Turn> turns) {
    return new ScenarioReader(Catalogue.standard()).scenario(file, sets, turns);
  }

  /** Begins: at time zero, paused; the recordings are made meanwhile. */
  public Session start(Consumer<String> told, Runnable whenRecorded) {
    recorded = whenRecorded;
    player.start(told);
    record();
    return this;
  }

  /** The file. */
  public Path file() {
    return file;
  }

  /** The settings of a run that are not in the file. */
  public List<String> sets(int deck) {
    return sets.get(deck);
  }

  /**
   * In which settings the file with some settings differs from it with others: in nothing else.
   *
   * @throws tailback.scenario.Problem when one of the two cannot be read
   */
  public List<Change> changes(List<String> before, List<String> after) {
    return new ScenarioReader(Catalogue.standard()).changes(file, before, after);
  }

  /** What moves it. */
  public Player player() {
    return player;
  }

  /** The scenario that a deck plays, the journal included. */
  public Scenario scenario(int deck) {
    return player.decks().get(deck).playback().scenario();
  }

  /** The whole run of a deck; null while it is not known. */
  public synchronized Recording recording(int deck) {
    return recordings.get(deck);
  }

  /** Makes the recordings anew, on a thread of their own: something has changed. */
  public CompletableFuture<Void> record() {
    int mine = version.incrementAndGet();
    List<Scenario> scenarios = new ArrayList<>();
    for (int i = 0; i < sets.size(); i++) {
      scenarios.add(scenario(i));
    }
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              for (int i = 0; i < scenarios.size() && isWanted(mine); i++) {
                Recording made = Recording.of(scenarios.get(i), COSTS, () -> isWanted(mine));
                synchronized (this) {
                  if (isWanted(mine)) {
                    recordings.set(i, made);
                  }
                }
              }
              if (isWanted(mine)) {
                recorded.run();
              }
              done.complete(null);
            },
            "recording");
    thread.setDaemon(true);
    thread.setPriority(Thread.MIN_PRIORITY + 1);
    thread.start();
    return done;
  }

  private boolean isWanted(int mine) {
    return !closed && version.get() == mine;
  }

  /** How long the run is, seconds. */
  public double seconds() {
    Playback playback = player.decks().get(0).playback();
    return (playback.end() - playback.timeZero()) / 1e9;
  }

  /** The present, seconds from time zero. */
  public double now() {
    return (player.moment().time() - player.decks().get(0).playback().timeZero()) / 1e9;
  }

  /** Where resources stand in a picture, by name. */
  public Map<String, Integer> resources(int deck) {
    Map<String, Integer> numbers = new HashMap<>();
    List<String> names = player.decks().get(deck).resources();
    for (int i = 0; i < names.size(); i++) {
      numbers.put(names.get(i), i);
    }
    return numbers;
  }

  /** The error texts of a run, by number. */
  public List<String> failures(int deck) {
    return player.decks().get(deck).playback().failures();
  }

  /** The most that ever waits; what two runs share, so that both have the same plan. */
  public Peaks peaks() {
    Map<String, Integer> waiting = new HashMap<>();
    Map<String, Integer> busy = new HashMap<>();
    boolean known = false;
    for (int i = 0; i < sets.size(); i++) {
      Recording recording = recording(i);
      if (recording != null) {
        known = true;
        recording.peaks().waiting().forEach((name, most) -> waiting.merge(name, most, Math::max));
        recording.peaks().busy().forEach((name, most) -> busy.merge(name, most, Math::max));
      }
    }
    return known ? new Peaks(waiting, busy) : Peaks.UNKNOWN;
  }

  /** Puts a deck on a stage with this plan. */
  public void stage(int number, Plan plan) {
    Deck deck = player.decks().get(number);
    Playback playback = deck.playback();
    Scenario scenario = playback.scenario();
    int[] regions = new int[deck.resources().size()];
    for (int i = 0; i < regions.length; i++) {
      String name = deck.resources().get(i);
      int dot = name.indexOf('.');
      boolean misses = name.endsWith(".cache") || name.contains(".keys("); // no failure: a miss
      regions[i] = misses ? -1 : landing(plan, dot < 0 ? name : name.substring(0, dot));
    }
    deck.stage(
        new Staging(
            plan,
            scenario.deployment(),
            playback.places(),
            scenario.deployment().endpoints().size()),
        regions,
        landing(plan, ""));
    player.ask(deck::look);
  }

  /** The region of a part over which somebody falls who is sent away there. */
  private static int landing(Plan plan, String part) {
    Box box = plan.box(part);
    int found = -1;
    for (Region region : plan.regions()) {
      boolean its = region.part().equals(part) && region.worker() < 0 && box != null;
      if (its && (found < 0 || part.isEmpty())) { // clients: the lower one, below the counts
        found = region.id();
      }
    }
    return found;
  }

  @Override
  public void close() {
    closed = true;
    player.close();
  }
}
