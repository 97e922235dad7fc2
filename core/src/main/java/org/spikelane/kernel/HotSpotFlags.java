package org.spikelane.kernel;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/** Flags of the running VM, as far as they can be known. */
final class HotSpotFlags {

  private HotSpotFlags() {}

  /**
   * The value in force of a VM flag; empty on a VM without that flag or without the means to ask.
   */
  static Optional<String> value(String flag) {
    try {
      HotSpotDiagnosticMXBean vm =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      return vm == null ? Optional.empty() : Optional.of(vm.getVMOption(flag).getValue());
    } catch (IllegalArgumentException | LinkageError e) {
      return Optional.empty();
    }
  }
}
