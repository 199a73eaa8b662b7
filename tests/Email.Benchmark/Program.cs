using System.Globalization;
using ContactHub.Email.Benchmark;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
var time = TimeProvider.System;
switch (args)
{
    case ["speed"]:
        Speed.Run(time, Console.Out);
        return 0;
    case ["hostile"]:
        Hostile.Run(time, Console.Out);
        return 0;
    case ["fuzz", "--minutes", var minutes] when double.TryParse(minutes, CultureInfo.InvariantCulture, out var length):
        return Fuzz.Run(time, TimeSpan.FromMinutes(length), time.GetUtcNow().ToUnixTimeSeconds(), Console.Out);
    case ["fuzz", "--seed", var seed] when int.TryParse(seed, CultureInfo.InvariantCulture, out var number):
        return Fuzz.Once(time, number, Console.Out) ? 0 : 1;
    default:
        Console.Error.WriteLine("Usage: speed | hostile | fuzz --minutes N | fuzz --seed NUMBER");
        return 2;
}
