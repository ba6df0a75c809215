package tailback.component;

/** A part whose replicas can be started and stopped, so that there can be more or fewer of them. */
public interface Scalable extends Component {

  /** Whether it does what comes now: what a health check would find. */
  default boolean isUp() {
    return true;
  }
}
