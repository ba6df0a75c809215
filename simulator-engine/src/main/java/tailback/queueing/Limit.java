package tailback.queueing;

/**
 * What keeps a {@link ProcessorSharing} from using its cores all the time, such as a quota: it
 * watches how many are in use, and lowers their pace when it has had enough.
 */
public interface Limit {

  /** So many cores are in use from now on. */
  void use(int cores);
}
