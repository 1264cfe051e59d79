// In Spanish; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const terms: Words['terms'] = {
  title: (game) => `${game}: las normas de la clasificatoria`,
  text: [
    '**Juega limpio.** Sin trampas, sin ayuda de otros, sin victorias ni derrotas acordadas.',
    '**Una cuenta.** Juegas tú, con una sola cuenta de Discord; nadie juega por ti.',
    '**Informa con honradez.** Di cómo acabó la partida. Si dos informes no coinciden, decide el equipo, y por los falsos te pueden expulsar.',
    '**Sé correcto.** Acepta las partidas para las que hiciste cola, juégalas hasta el final y trata a los demás con respeto.',
    '**Qué se guarda:** tu identificador y tu idioma de Discord, lo que escribes en `/setup` y cada cambio, lo que eliges para la cola, tus partidas, informes y puntuaciones, y lo que el equipo ha decidido sobre ti. Nombres, país, puntuaciones y resultados son públicos; tu rival ve cómo encontrarte en el juego; el equipo lo ve todo.',
    '**Dejarlo:** pulsa Rechazar aquí cuando quieras y no jugarás más. Las partidas jugadas se quedan, porque también son de tus rivales. Si quieres que se quite lo demás, pídeselo al equipo.',
  ],
  notAccepted: 'No has aceptado las normas.',
  acceptedAt: (at, ago) => `Aceptaste las normas el ${at} (${ago}).`,
  declined: 'No has aceptado las normas, así que no puedes jugar. Puedes aceptarlas aquí cuando quieras.',
  accept: 'Aceptar',
  decline: 'Rechazar',
  setUp: 'Poner mis datos',
  next: {
    setup: 'Ahora: **Poner mis datos**, o `/setup`. Lleva un minuto.',
    queue: 'Ya puedes jugar: `/queue` te busca rival.',
  },
};
