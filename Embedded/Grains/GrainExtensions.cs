namespace ContactHub.Embedded;

/// <summary>Keys and references of grains and of references to them.</summary>
public static class GrainExtensions
{
    /// <summary>The string the grain is addressed by.</summary>
    /// <exception cref="ArgumentException">The object is neither a grain nor a reference.</exception>
    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString();

    /// <inheritdoc cref="GetPrimaryKeyString(IAddressable)"/>
    public static string GetPrimaryKeyString(this IGrainContext grainContext) => grainContext.GrainId.Key.ToString();

    /// <summary>The address of a grain or of what a reference points at.</summary>
    /// <exception cref="ArgumentException">The object is neither a grain nor a reference.</exception>
    public static GrainId GetGrainId(this IAddressable grain) => grain switch
    {
        GrainReference reference => reference.GrainId,
        IGrainBase instance => instance.GrainContext.GrainId,
        _ => throw new ArgumentException($"{grain?.GetType().FullName ?? "null"} is neither a grain nor a grain reference.", nameof(grain)),
    };

    /// <summary>A reference to the same grain under another of its interfaces. Inside a grain, <c>this.AsReference&lt;T&gt;()</c> is what may be handed out.</summary>
    /// <exception cref="ArgumentException">The object is neither a grain nor a reference, or <typeparamref name="TGrainInterface"/> is not a grain interface.</exception>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return grain switch
        {
            GrainReference reference => reference.As<TGrainInterface>(),
            IGrainBase { GrainContext: Activation activation } => activation.Reference<TGrainInterface>(),
            _ => throw new ArgumentException($"{grain.GetType().FullName} is neither a grain nor a grain reference.", nameof(grain)),
        };
    }

    /// <inheritdoc cref="AsReference{TGrainInterface}(IAddressable)"/>
    public static TGrainInterface Cast<TGrainInterface>(this IAddressable grain) => grain.AsReference<TGrainInterface>();
}
