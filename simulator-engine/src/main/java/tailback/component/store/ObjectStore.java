package tailback.component.store;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import tailback.component.Assembly;
import tailback.component.Component;
import tailback.component.Kind;
import tailback.component.Occurrences;
import tailback.component.Role;
import tailback.component.store.ObjectStore.Settings.Storage;
import tailback.kernel.Stream;
import tailback.queueing.Distribution;

/**
 * Where uploaded files are kept: an object store that all application servers share, such as S3, or
 * the local disk of each, where the others do not find them.
 */
public final class ObjectStore implements Component {

  /** Its entry in the catalogue. */
  public static final Kind<Settings> KIND =
      new Kind<>("object_store", Role.OBJECT_STORE, Settings.class, ObjectStore::new);

  /**
   * Where files are kept.
   *
   * @param time how long it takes to store or fetch one; null: as such storage does
   */
  public record Settings(Storage storage, Distribution time) {

    /** Who finds what was put. */
    public enum Storage {
      /** Everybody. */
      SHARED,
      /** The application server that has put it. */
      LOCAL
    }
  }

  private final boolean shared;
  private final Distribution time;
  private final int putting;
  private final int getting;
  private final Occurrences missing;
  private final Map<String, Files> kinds = new LinkedHashMap<>();

  ObjectStore(Settings settings, Assembly assembly) {
    String name = assembly.part().name();
    shared = settings.storage() == Storage.SHARED;
    time = settings.time();
    putting = assembly.place(name + ".put");
    getting = assembly.place(name + ".get");
    missing = new Occurrences(name + ".missing", assembly.simulation());
  }

  @Override
  public void reset() {
    missing.reset();
  }

  @Override
  public void count(Tally tally) {
    missing.count(tally);
  }

  /** How long it takes to store or fetch a file, nanoseconds. */
  public long time(Stream stream) {
    return time.sample(stream);
  }

  /** The place of an execution that stores a file. */
  public int putting() {
    return putting;
  }

  /** The place of an execution that fetches a file. */
  public int getting() {
    return getting;
  }

  /** The files of one kind. */
  public Files files(String key) {
    return kinds.computeIfAbsent(key, k -> new Files());
  }

  /** Files of one kind, such as photos, in the order in which they were put. */
  public final class Files {

    private int[] homes = new int[16];
    private int count;

    /** A file is put by this application server. */
    public void put(int server) {
      if (count == homes.length) {
        homes = Arrays.copyOf(homes, 2 * count);
      }
      homes[count++] = server;
    }

    /** Whether this application server finds one of the files that were put, drawn at random. */
    public boolean isFound(int server, Stream draw) {
      boolean found = count > 0 && (shared || homes[draw.nextInt(count)] == server);
      if (!found) {
        missing.happens();
      }
      return found;
    }
  }
}
